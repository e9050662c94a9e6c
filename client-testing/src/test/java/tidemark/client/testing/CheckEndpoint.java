package tidemark.client.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tidemark.client.gate.Gate;
import tidemark.client.gate.Verdict;
import tidemark.ledger.AccountId;
import tidemark.ledger.Limit;
import tidemark.topology.TidemarkNode;
import tidemark.topology.queries.EntityView;
import tidemark.topology.queries.QueryAnswer;
import tidemark.topology.queries.UsageView;

/** {@code POST /v1/entities/{entity}/users/{user}/check?amounts=true}, as the API answers it, from one node. */
final class CheckEndpoint implements AutoCloseable {

    static final String TOKEN = "secret";

    private final TidemarkNode node;
    private final Gate gate;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    CheckEndpoint(TidemarkNode node, Gate gate) throws IOException {
        this.node = node;
        this.gate = gate;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/entities/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        boolean meant = exchange.getRequestMethod().equals("POST")
                && path.length == 7
                && path[4].equals("users")
                && path[6].equals("check")
                && "amounts=true".equals(exchange.getRequestURI().getQuery());
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization")) || !meant) {
            exchange.sendResponseHeaders(meant ? 401 : 404, -1);
            exchange.close();
            return;
        }
        byte[] body = body(path[3], path[5]).getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String body(String entity, String user) {
        Verdict verdict = gate.check(entity, user);
        UsageView own = view(node.queries().usage(new AccountId(entity, user), null));
        EntityView whole = view(node.entityQueries().usage(entity, null));
        return """
                {"allowed":%s,"reason":%s,"blocked_by":"%s","message":%s,"resets_at":%s,"as_of":"%s","stale_ms":0,
                "decision_sequence":%d,"user":%s,"entity":%s}""".formatted(
                        verdict.allowed(),
                        quoted(verdict.reason()),
                        verdict.blockedBy(),
                        quoted(verdict.message()),
                        quoted(verdict.resetsAt()),
                        Instant.now(),
                        verdict.sequence(),
                        amounts(own.used(), own.limit()),
                        amounts(whole.used(), whole.limit()));
    }

    private static String amounts(long used, Limit limit) {
        return "{\"used_credits\":%s,\"limit_credits\":%s,\"remaining_credits\":%s}"
                .formatted(
                        credits(used),
                        limit.isNone() ? "null" : credits(limit.micros()),
                        limit.isNone() ? "null" : credits(Math.max(0, limit.micros() - used)));
    }

    private static String credits(long micros) {
        return BigDecimal.valueOf(micros, 6).toPlainString();
    }

    private static String quoted(@Nullable Object value) {
        return value == null ? "null" : "\"" + value + "\"";
    }

    static <V> V view(QueryAnswer<V> answer) {
        if (answer instanceof QueryAnswer.Here<V> here) {
            return here.view();
        }
        throw new IllegalStateException("the only node has it");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
