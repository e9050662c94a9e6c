package tidemark.admin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.ledger.Period;

/**
 * Asks other nodes over HTTP what an entity has used. Bounded in time, and one hop only: whatever is no answer, a redirect too, counts
 * as not ready.
 */
final class OtherNodes {

    private static final Logger LOG = LoggerFactory.getLogger(OtherNodes.class);
    private static final int OK = 200;
    private static final String NOT_NOW = "The node that knows the entity cannot be asked just now.";

    private final Duration patience;
    private final HttpClient client;

    /**
     * Nobody is connected to yet.
     *
     * @param patience how long an answer may take as a whole
     */
    OtherNodes(Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    /**
     * The entity's month as that node tells it; fails with a {@link Refusal} when it does not.
     *
     * @param authorization what the caller has shown: the other node judges for itself; null: nothing
     */
    CompletableFuture<EntityBody> usage(
            BindAddress node, String entity, @Nullable Period period, @Nullable String authorization) {
        URI uri = UsagePaths.ofEntity(URI.create("http://" + node), entity, period == null ? null : period.toString());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).header("Accept", Json.CONTENT_TYPE).timeout(patience);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        /* The request's own timeout ends with the headers; a body that only trickles has to be let go of too. */
        return sent.copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> sent.cancel(true))
                .handle((answer, failure) -> {
                    if (failure != null) {
                        throw noAnswer(uri, failure.toString());
                    }
                    return read(answer, entity);
                });
    }

    private static EntityBody read(HttpResponse<byte[]> answer, String entity) {
        if (answer.statusCode() != OK) {
            throw noAnswer(answer.uri(), "status " + answer.statusCode());
        }
        try {
            EntityBody body = Json.read(answer.body(), EntityBody.class);
            if (entity.equals(body.entityId())) {
                return body;
            }
            throw noAnswer(answer.uri(), "it is about another entity");
        } catch (IOException e) {
            throw noAnswer(answer.uri(), e.toString());
        }
    }

    private static Refusal noAnswer(URI uri, String why) {
        LOG.debug("No answer from {}: {}", uri, why);
        return Refusal.notReady(NOT_NOW);
    }
}
