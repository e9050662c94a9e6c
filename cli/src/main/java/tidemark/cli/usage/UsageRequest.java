package tidemark.cli.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.YearMonth;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import tidemark.admin.UsagePaths;
import tidemark.cli.connect.UnreachableException;
import tidemark.cli.exit.RefusedException;
import tidemark.cli.text.Shown;

/** Asks a node over HTTP what a user or an entity has spent. */
public final class UsageRequest {

    /** Numbers keep every digit, so that the answer can be printed as it came. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** To the node that knows the user, and once more should the work move just then. */
    private static final int MOST_REDIRECTS = 3;

    private static final int TEMPORARY_REDIRECT = 307;

    private final URI api;
    private final @Nullable String token;

    /**
     * Asks the node at this address.
     *
     * @param api without a slash at its end
     * @param token to show to it; null: none
     */
    public UsageRequest(URI api, @Nullable String token) {
        this.api = api;
        this.token = token;
    }

    /**
     * The node's answer about a user.
     *
     * @param period null: the current month
     * @throws UnreachableException if no node answers, or it cannot answer now
     * @throws RefusedException if the node refuses
     */
    public JsonNode ofUser(String entityId, String userId, @Nullable YearMonth period) {
        return send(UsagePaths.ofUser(api, entityId, userId, text(period)));
    }

    /**
     * The node's answer about an entity.
     *
     * @param period null: the current month
     * @throws UnreachableException if no node answers, or it cannot answer now
     * @throws RefusedException if the node refuses
     */
    public JsonNode ofEntity(String entityId, @Nullable YearMonth period) {
        return send(UsagePaths.ofEntity(api, entityId, text(period)));
    }

    private JsonNode send(URI uri) {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(4)).build();
        try {
            HttpResponse<String> response = client.send(request(uri), HttpResponse.BodyHandlers.ofString(UTF_8));
            /* The client itself would not show the token to another node, or not with every JDK. */
            for (int i = 0; i < MOST_REDIRECTS && response.statusCode() == TEMPORARY_REDIRECT; i++) {
                response = client.send(request(location(response)), HttpResponse.BodyHandlers.ofString(UTF_8));
            }
            return read(response);
        } catch (JsonProcessingException e) {
            throw new UnreachableException("What answers at " + api + " is not a Tidemark node.", e);
        } catch (IOException e) {
            throw new UnreachableException("No Tidemark node can be reached at " + api + ".", e);
        } catch (IllegalArgumentException e) {
            throw new UnreachableException("The node at " + api + " sends elsewhere, to what is no address.", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static URI location(HttpResponse<String> response) {
        return response.uri()
                .resolve(response.headers().firstValue("Location").orElseThrow(IllegalArgumentException::new));
    }

    private HttpRequest request(URI uri) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(15)).header("Accept", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private JsonNode read(HttpResponse<String> response) throws JsonProcessingException {
        int status = response.statusCode();
        if (status == 200) {
            JsonNode usage = JSON.readTree(response.body());
            if (usage.isObject() && usage.has("used_micros")) {
                return usage;
            }
            throw new UnreachableException("What answers at " + api + " is not a Tidemark node.", null);
        }
        String problem = problem(response.body());
        if (status == 401) {
            throw new RefusedException("The node refused with status 401" + problem
                    + ". Tokens are given with TIDEMARK_TOKEN or --token.");
        }
        if (status >= 400 && status < 500 && status != 404 && status != 408 && status != 429) {
            throw new RefusedException("The node refused with status " + status + problem + ".");
        }
        throw new UnreachableException("The node at " + api + " cannot answer: status " + status + problem + ".", null);
    }

    private static String problem(String body) {
        try {
            JsonNode node = JSON.readTree(body);
            for (String field : new String[] {"detail", "title", "error", "message"}) {
                if (node.path(field).isTextual()) {
                    return ", " + Shown.of(node.path(field).asText().replaceAll("\\.$", ""));
                }
            }
            return "";
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static @Nullable String text(@Nullable YearMonth period) {
        return period == null ? null : period.toString();
    }
}
