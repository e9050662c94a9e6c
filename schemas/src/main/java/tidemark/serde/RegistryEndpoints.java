package tidemark.serde;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry's base URLs as one: JSON in, JSON out, with authorization, failover to the next URL and retries. */
final class RegistryEndpoints {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryEndpoints.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int LONGEST_MESSAGE = 500;

    private final RegistryHttp http;
    private final List<Endpoint> endpoints;
    private final Map<String, Object> extraHeaders;
    private final int maxRetries;
    private final Backoff backoff;
    private volatile int preferred;

    /** A base URL without its user info, and the Authorization header to send there. */
    private record Endpoint(String base, @Nullable String authorization) {
        @Override
        public String toString() {
            return base;
        }
    }

    RegistryEndpoints(SerdeConfig config) {
        List<String> urls = config.getList(SerdeConfig.SCHEMA_REGISTRY_URL);
        if (urls.isEmpty()) {
            throw new ConfigException("Missing required configuration " + SerdeConfig.SCHEMA_REGISTRY_URL);
        }
        Credentials credentials = Credentials.from(config);
        this.endpoints = urls.stream().map(url -> endpoint(url, credentials)).toList();
        this.http = new RegistryHttp(config);
        this.extraHeaders = config.requestHeaders();
        this.maxRetries = config.getInt(SerdeConfig.MAX_RETRIES);
        this.backoff =
                new Backoff(config.getInt(SerdeConfig.RETRIES_WAIT_MS), config.getInt(SerdeConfig.RETRIES_MAX_WAIT_MS));
    }

    static String encoded(String pathSegment) {
        return URLEncoder.encode(pathSegment, UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) throws RegistryFailure {
        return call("GET", path, null);
    }

    JsonNode post(String path, JsonNode body) throws RegistryFailure {
        return call("POST", path, body.toString());
    }

    JsonNode put(String path, JsonNode body) throws RegistryFailure {
        return call("PUT", path, body.toString());
    }

    private JsonNode call(String method, String path, @Nullable String body) throws RegistryFailure {
        for (int attempt = 1; ; attempt++) {
            try {
                return throughAnyEndpoint(method, path, body);
            } catch (RegistryFailure e) {
                if (!e.isRetriable() || attempt > maxRetries) {
                    throw e;
                }
                LOG.warn("Attempt {} of {}: {}", attempt, maxRetries + 1, e.getMessage());
                backoff.pause(attempt);
            }
        }
    }

    private JsonNode throughAnyEndpoint(String method, String path, @Nullable String body) throws RegistryFailure {
        int first = preferred;
        for (int i = 0; ; i++) {
            int index = (first + i) % endpoints.size();
            try {
                JsonNode answer = ask(endpoints.get(index), method, path, body);
                preferred = index;
                return answer;
            } catch (RegistryFailure e) {
                if (!e.isRetriable() || i == endpoints.size() - 1) {
                    throw e;
                }
                LOG.warn("Trying the next registry: {}", e.getMessage());
            }
        }
    }

    private JsonNode ask(Endpoint endpoint, String method, String path, @Nullable String body) throws RegistryFailure {
        HttpResponse<byte[]> answer = http.exchange(request(endpoint, method, path, body));
        int status = answer.statusCode();
        JsonNode json = parsed(answer.body());
        if (status >= 200 && status < 300) {
            if (json == null) {
                throw RegistryFailure.unanswered(RegistryHttp.place(answer.uri()) + " answered no valid JSON", null);
            }
            return json;
        }
        throw refusal(answer, json);
    }

    private HttpRequest request(Endpoint endpoint, String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.base() + path))
                .header("Accept", CONTENT_TYPE + ", application/json; q=0.5")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, UTF_8));
        if (body != null) {
            request.header("Content-Type", CONTENT_TYPE);
        }
        extraHeaders.forEach((name, value) -> request.header(name, String.valueOf(value)));
        if (endpoint.authorization() != null) {
            request.setHeader("Authorization", endpoint.authorization());
        }
        return request.build();
    }

    private static RegistryFailure refusal(HttpResponse<byte[]> answer, @Nullable JsonNode json) {
        int code = json == null ? 0 : json.path("error_code").asInt(0);
        String said = json == null ? "" : json.path("message").asText("");
        String text = RegistryHttp.place(answer.uri()) + " answered " + answer.statusCode()
                + (code == 0 ? "" : " (error code " + code + ")")
                + (said.isEmpty() ? "" : ": " + said.substring(0, Math.min(said.length(), LONGEST_MESSAGE)));
        return RegistryFailure.refused(text, answer.statusCode(), code);
    }

    private static @Nullable JsonNode parsed(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json == null || json.isMissingNode() ? null : json;
        } catch (IOException e) {
            return null;
        }
    }

    private static Endpoint endpoint(String url, Credentials credentials) {
        URI uri = parsedUrl(url);
        String userInfo = uri.getRawUserInfo();
        String base = userInfo == null ? uri.toString() : uri.toString().replace(userInfo + "@", "");
        return new Endpoint(
                base.endsWith("/") ? base.substring(0, base.length() - 1) : base, credentials.authorization(uri));
    }

    /** The URL may hold a password, so it is not quoted when it is wrong. */
    private static URI parsedUrl(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the URL that this exception quotes.
        }
        throw new ConfigException(SerdeConfig.SCHEMA_REGISTRY_URL + ": expected http:// or https:// URLs with a host");
    }
}
