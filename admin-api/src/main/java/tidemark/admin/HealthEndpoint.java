package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tidemark.admin.body.Json;
import tidemark.topology.NodeHealth;

/** Answers one question about the node's health: 200 and UP, or 503 and DOWN. */
final class HealthEndpoint implements Handler {

    static final String LIVE = "/health/live";
    static final String READY = "/health/ready";

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Supplier<NodeHealth> health;
    private final Predicate<NodeHealth> question;

    HealthEndpoint(Supplier<NodeHealth> health, Predicate<NodeHealth> question) {
        this.health = health;
        this.question = question;
    }

    @Override
    public void handle(Context ctx) {
        NodeHealth now = health.get();
        boolean up = question.test(now);
        ctx.status(up ? OK : UNAVAILABLE)
                .contentType(Json.CONTENT_TYPE)
                .result(Json.bytes(new Body(up ? "UP" : "DOWN", new TreeMap<>(now.details()))));
    }

    /**
     * What probes and people read.
     *
     * @param status UP or DOWN
     * @param details findings by name
     */
    record Body(String status, Map<String, String> details) {}
}
