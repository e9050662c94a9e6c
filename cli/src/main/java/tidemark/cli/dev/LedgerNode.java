package tidemark.cli.dev;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import tidemark.admin.Administration;
import tidemark.admin.BindAddress;
import tidemark.admin.HttpServer;
import tidemark.admin.HttpStartFailure;
import tidemark.admin.access.Access;
import tidemark.admin.access.AccessSettings;
import tidemark.admin.audit.LoggedChanges;
import tidemark.admin.changes.NodeChanges;
import tidemark.admin.replica.Replica;
import tidemark.topology.NodeHealth;
import tidemark.topology.NodeSettings;
import tidemark.topology.StartFailure;
import tidemark.topology.TidemarkNode;

/** One running node: the topology and the HTTP server that answers from its state. */
final class LedgerNode implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final TidemarkNode node;
    private final Replica replica;
    private final Access access;
    private final NodeChanges changes;
    private final LoggedChanges audit;
    private final HttpServer http;
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private volatile boolean closed;

    /**
     * A node that does not run yet.
     *
     * @throws org.apache.kafka.common.config.ConfigException if a file of keys holds none
     */
    LedgerNode(NodeSettings settings, AccessSettings callers, BindAddress address) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.node = new TidemarkNode(settings, meters);
        this.replica = Replica.of(settings);
        this.access = Access.of(callers, replica);
        this.changes = NodeChanges.of(settings, replica);
        this.audit = new LoggedChanges(NodeChanges.clients(settings), settings.topics());
        Administration administration = new Administration(replica, changes, audit);
        this.http = new HttpServer(
                node.queries(),
                node.entityQueries(),
                node.search(),
                this::health,
                meters,
                address,
                access,
                administration);
    }

    /**
     * Starts HTTP first, so that its health can be asked while the state is restored, and returns when it takes part in the work.
     *
     * @param stopping whether to give up
     * @throws StartFailure if it cannot start
     */
    void start(BooleanSupplier stopping) {
        try {
            http.start();
        } catch (HttpStartFailure e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
        node.start();
        replica.start();
        changes.start();
        awaitReady(stopping);
        watch();
    }

    /** Where it answers HTTP. */
    URI url() {
        return http.url();
    }

    /** Completes with a sentence for people when it has failed for good. */
    CompletionStage<String> failure() {
        return failure.minimalCompletionStage();
    }

    @Override
    public void close() {
        closed = true;
        try (access;
                replica;
                changes;
                audit;
                http) {
            node.close();
        }
    }

    /* A node that does not know yet whose the entities are would turn away administrators of MSPs. */
    private NodeHealth health() {
        NodeHealth own = node.health();
        Map<String, String> details = new HashMap<>(own.details());
        details.put("replica", replica.asOf().map(asOf -> "as of " + asOf).orElse("being read"));
        details.put("changes", changes.isReady() ? "taken" : "not taken yet");
        boolean ready = own.ready() && replica.asOf().isPresent() && changes.isReady();
        return new NodeHealth(own.live(), ready, details);
    }

    private void awaitReady(BooleanSupplier stopping) {
        NodeHealth health = health();
        while (!health.ready()) {
            if (!health.live()) {
                throw new StartFailure(sentence(health));
            }
            if (stopping.getAsBoolean()) {
                throw new StartFailure("Stopped while starting.");
            }
            pause();
            health = health();
        }
    }

    private void watch() {
        Thread watch = new Thread(
                () -> {
                    NodeHealth health = health();
                    while (health.live() && !closed) {
                        pause();
                        health = health();
                    }
                    failure.complete(sentence(health));
                },
                "node-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static String sentence(NodeHealth health) {
        return "The node has failed: " + health.details() + ".";
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted.", e);
        }
    }
}
