package tidemark.admin;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tidemark.admin.body.Json;
import tidemark.admin.crowd.Peers;
import tidemark.admin.crowd.Reply;
import tidemark.topology.queries.NodeAddress;

/**
 * Asks other nodes over HTTP. Bounded in time, and one hop only: the nodes answer from what they have, and no redirect is followed.
 */
final class OtherNodes implements Peers {

    private static final Duration TO_CONNECT = Duration.ofSeconds(1);

    private final HttpClient client;

    /** Nobody is connected to yet. */
    OtherNodes() {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TO_CONNECT)
                .build();
    }

    @Override
    public CompletableFuture<Reply> ask(
            NodeAddress node, String path, byte[] question, @Nullable String authorization, Duration patience) {
        HttpRequest.Builder request = request(node, path, authorization, patience)
                .header("Content-Type", Json.CONTENT_TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(question));
        return send(request.build(), patience);
    }

    /** What that node answers to a GET; fails in whatever way when there is no answer in time. */
    CompletableFuture<Reply> read(NodeAddress node, String path, @Nullable String authorization, Duration patience) {
        return send(request(node, path, authorization, patience).build(), patience);
    }

    private static HttpRequest.Builder request(
            NodeAddress node, String path, @Nullable String authorization, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + node + path))
                .header("Accept", Json.CONTENT_TYPE)
                .timeout(patience);
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private CompletableFuture<Reply> send(HttpRequest request, Duration patience) {
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        /* The request's own timeout ends with the headers; a body that only trickles has to be let go of too. */
        return sent.copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> sent.cancel(true))
                .thenApply(answer -> new Reply(answer.statusCode(), answer.body()));
    }
}
