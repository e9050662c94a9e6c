package tidemark.cli.dev;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tidemark.admin.BindAddress;
import tidemark.admin.GateSettings;
import tidemark.admin.access.AccessSettings;
import tidemark.topology.NodeSettings;

/** {@code tidemark serve}: a node against a cluster and a registry that are there already. */
@Command(
        name = "serve",
        description = {
            "Run a Tidemark node against an existing Kafka cluster and schema registry.",
            "An option overrides the environment, which overrides the file. Ctrl-C or SIGTERM ends it."
        },
        footer = {
            "",
            "Environment: TIDEMARK_KAFKA_* for Kafka and registry clients, for example TIDEMARK_KAFKA_SECURITY_PROTOCOL; _ stands for '.', "
                    + "__ for '_', ___ for '-'. TIDEMARK_* for the node's own settings, for example TIDEMARK_STATE_DIR for "
                    + "tidemark.state.dir."
        })
public final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Kafka brokers, separated by commas. Default: localhost:9092.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--registry-url",
            paramLabel = "URL",
            description = "Schema registry (Confluent REST protocol). Default: http://localhost:8081/apis/ccompat/v7.")
    private @Nullable String registryUrl;

    @Option(
            names = "--http-host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = {
                "Where HTTP listens. Beyond this machine only with tidemark.auth.* set, or with tidemark.auth.mode=none stated.",
                "Default: 127.0.0.1."
            })
    private String httpHost;

    @Option(names = "--http-port", paramLabel = "PORT", defaultValue = "8080", description = "Default: 8080.")
    private int httpPort;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties: tidemark.* for the node itself, all others for Kafka and registry clients.")
    private @Nullable Path config;

    @Override
    public Integer call() {
        NodeConfiguration configuration = configuration();
        NodeSettings settings = configuration.settings();
        AccessSettings access = configuration.access();
        GateSettings gates = configuration.gates();
        BindAddress address = address();
        NodeLogging.toTerminal();
        PrintWriter out = command.commandLine().getOut();
        return UntilStopped.run(command.commandLine().getErr(), (running, lifetime) -> {
            LedgerNode node = running.add(new LedgerNode(settings, access, gates, address));
            node.start(running::isStopping);
            lifetime.endsWith(node.failure());
            out.println("HTTP " + node.url());
            out.println("Tidemark is ready");
            out.flush();
        });
    }

    private NodeConfiguration configuration() {
        NodeConfiguration all = new NodeConfiguration();
        if (config != null) {
            all.file(config, command.commandLine());
        }
        return all.environment(System.getenv())
                .option("bootstrap.servers", bootstrapServers)
                .option("schema.registry.url", registryUrl);
    }

    private BindAddress address() {
        try {
            return new BindAddress(httpHost, httpPort);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--http-host and --http-port: " + e.getMessage(), e);
        }
    }
}
