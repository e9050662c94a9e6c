package tidemark.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import tidemark.admin.BindAddress;
import tidemark.admin.HttpServer;
import tidemark.admin.IntakeFeature;
import tidemark.admin.LiveFeature;
import tidemark.admin.UsageFeature;
import tidemark.admin.access.Access;
import tidemark.admin.intake.KafkaUsageLog;
import tidemark.admin.intake.UsageIntake;
import tidemark.admin.live.LiveEvents;
import tidemark.embedded.EmbeddedStack;
import tidemark.topology.NodeSettings;
import tidemark.topology.TidemarkNode;

/** A broker, a registry and a node for tests of the commands, and the commands pointed at them. */
final class RunningStack implements AutoCloseable {

    private final EmbeddedStack services;
    private final TidemarkNode node;
    private final KafkaUsageLog usageLog;
    private final LiveEvents live;
    private final HttpServer http;

    private RunningStack(
            EmbeddedStack services, TidemarkNode node, KafkaUsageLog usageLog, LiveEvents live, HttpServer http) {
        this.services = services;
        this.node = node;
        this.usageLog = usageLog;
        this.live = live;
        this.http = http;
    }

    static RunningStack start(Path directory) {
        EmbeddedStack services = EmbeddedStack.start(directory.resolve("services"));
        Run created =
                Run.of("topics", "create", "--partitions", "4", "--bootstrap-servers", services.bootstrapServers());
        if (created.code() != 0) {
            throw new IllegalStateException(created.err());
        }
        NodeSettings settings = NodeSettings.of(Map.of(
                "bootstrap.servers",
                services.bootstrapServers(),
                "schema.registry.url",
                services.registryUrl().toString(),
                NodeSettings.STATE_DIR,
                directory.resolve("state").toString()));
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        TidemarkNode node = new TidemarkNode(settings, meters);
        KafkaUsageLog usageLog = KafkaUsageLog.of(settings);
        LiveEvents live = LiveEvents.of(settings);
        HttpServer http = new HttpServer(
                List.of(
                        new UsageFeature(node.queries(), node.entityQueries(), node.search()),
                        new IntakeFeature(new UsageIntake(usageLog, Clock.systemUTC())),
                        new LiveFeature(live, Access.open())),
                node::health,
                meters,
                BindAddress.loopback(0),
                Access.open());
        http.start();
        node.start();
        live.start();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> node.health()
                .ready());
        return new RunningStack(services, node, usageLog, live, http);
    }

    /** Runs a command that talks to Kafka and the registry. */
    Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--bootstrap-servers=" + services.bootstrapServers());
        all.add("--registry-url=" + services.registryUrl());
        all.add("--api-url=" + http.url());
        return Run.of(all.toArray(String[]::new));
    }

    /** Runs a command given as one line, without spaces inside arguments. */
    Run line(String line) {
        return run(line.split(" ", -1));
    }

    String bootstrapServers() {
        return services.bootstrapServers();
    }

    @Override
    public void close() {
        try (services;
                usageLog;
                live;
                http) {
            node.close();
        }
    }
}
