package tidemark.cli.dev;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import tidemark.admin.BindAddress;
import tidemark.admin.ContractFeature;
import tidemark.admin.Feature;
import tidemark.admin.GateFeature;
import tidemark.admin.GateSettings;
import tidemark.admin.HttpServer;
import tidemark.admin.HttpStartFailure;
import tidemark.admin.IntakeFeature;
import tidemark.admin.LiveFeature;
import tidemark.admin.UsageFeature;
import tidemark.admin.access.Access;
import tidemark.admin.access.AccessSettings;
import tidemark.admin.intake.KafkaUsageLog;
import tidemark.admin.intake.UsageIntake;
import tidemark.admin.live.LiveEvents;
import tidemark.admin.log.ClientSettings;
import tidemark.admin.replica.Replica;
import tidemark.client.gate.DecisionReplica;
import tidemark.client.gate.Freshness;
import tidemark.client.gate.ReplicaSettings;
import tidemark.client.gate.ReplicaState;
import tidemark.topology.NodeHealth;
import tidemark.topology.NodeSettings;
import tidemark.topology.StartFailure;
import tidemark.topology.TidemarkNode;

/** One running node: the topology and the HTTP server that answers from its state. */
final class LedgerNode implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** How often the brokers are asked whether anything was missed; well below the least age that counts as stale. */
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(250);

    private final TidemarkNode node;
    private final Replica replica;
    private final Access access;
    private final DecisionReplica decisions;
    private final KafkaUsageLog usageLog;
    private final LiveEvents live;
    private final HttpServer http;
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private volatile boolean closed;

    /**
     * A node that does not run yet.
     *
     * @throws org.apache.kafka.common.config.ConfigException if a file of keys holds none
     */
    LedgerNode(NodeSettings settings, AccessSettings callers, GateSettings gates, BindAddress address) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.node = new TidemarkNode(settings, meters);
        this.replica = Replica.of(settings);
        this.access = Access.of(callers, replica);
        Map<String, Object> consumer = ClientSettings.of(settings, "consumer.");
        consumer.put("value.deserializer", settings.getString(NodeSettings.VALUE_DESERIALIZER));
        this.decisions = DecisionReplica.prepare(ReplicaSettings.of(consumer)
                .withTopics(settings.topics())
                .withStaleAfter(gates.staleAfter(), BETWEEN_PROBES)
                .withWhenUnsure(gates.whenUnsure()));
        this.usageLog = KafkaUsageLog.of(settings);
        this.live = LiveEvents.of(settings);
        this.http = new HttpServer(features(gates), this::health, meters, address, access);
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
        decisions.start();
        live.start();
        awaitReady(stopping);
        watch();
    }

    private List<Feature> features(GateSettings gates) {
        UsageFeature usage = new UsageFeature(node.queries(), node.entityQueries(), node.search());
        return List.of(
                usage,
                new GateFeature(decisions, gates, usage, InstantSource.system()),
                new IntakeFeature(new UsageIntake(usageLog, Clock.systemUTC())),
                new LiveFeature(live, access),
                new ContractFeature());
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
                decisions;
                usageLog;
                live;
                http) {
            node.close();
        }
    }

    /* A node that does not know yet whose the entities are would turn away administrators of MSPs. */
    private NodeHealth health() {
        NodeHealth own = node.health();
        Map<String, String> details = new HashMap<>(own.details());
        details.put("replica", replica.asOf().map(asOf -> "as of " + asOf).orElse("being read"));
        Freshness gate = decisions.freshness();
        details.put("gate", gate.asOf() == null ? "being read" : "as of " + gate.asOf());
        boolean known = replica.asOf().isPresent() && gate.state() != ReplicaState.STARTING;
        return new NodeHealth(own.live(), own.ready() && known, details);
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
