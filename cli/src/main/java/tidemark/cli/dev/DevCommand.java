package tidemark.cli.dev;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tidemark dev}: Kafka, a schema registry and a node in one go, on this machine, until Ctrl-C. */
@Command(
        name = "dev",
        description = {
            "Run everything on this machine: a Kafka broker, a schema registry and a Tidemark node.",
            "All of it listens on 127.0.0.1 only. Prints 'Tidemark is ready' when it is; Ctrl-C or SIGTERM ends it."
        })
public final class DevCommand implements Callable<Integer> {

    private static final int MOST_PARTITIONS = 256;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".tidemark",
            description = "Where everything is kept over restarts. Default: .tidemark in the current directory.")
    private Path dataDir;

    @Option(names = "--kafka-port", paramLabel = "PORT", defaultValue = "9092", description = "Default: 9092.")
    private int kafkaPort;

    @Option(names = "--registry-port", paramLabel = "PORT", defaultValue = "8081", description = "Default: 8081.")
    private int registryPort;

    @Option(names = "--http-port", paramLabel = "PORT", defaultValue = "8080", description = "Default: 8080.")
    private int httpPort;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Partitions of each topic, fixed on the first start. Default: 6, or what the data directory has.")
    private int partitions;

    @Option(names = "--ephemeral", description = "Keep everything in a temporary directory and remove it at the end.")
    private boolean ephemeral;

    @Override
    public Integer call() {
        LocalPorts ports = ports();
        return UntilStopped.run(command.commandLine().getErr(), (running, lifetime) -> start(ports, running, lifetime));
    }

    private void start(LocalPorts ports, Running running, Lifetime lifetime) {
        ports.requireFree();
        DataDirectory directory = running.add(ephemeral ? DataDirectory.temporary() : DataDirectory.open(dataDir));
        NodeLogging.toFile(directory.logs());
        DevStack.Choice choice = new DevStack.Choice(kafkaPort, registryPort, httpPort, partitions);
        DevStack stack = DevStack.start(directory, choice, running);
        lifetime.endsWith(stack.services().broker().failure());
        lifetime.endsWith(stack.services().registry().ended());
        lifetime.endsWith(stack.node().failure());
        announce(stack, directory);
    }

    private void announce(DevStack stack, DataDirectory directory) {
        PrintWriter out = command.commandLine().getOut();
        out.println("Kafka            " + stack.services().bootstrapServers());
        out.println("Schema registry  " + stack.services().registryUrl());
        out.println("HTTP             " + stack.node().url());
        out.println("Data             " + directory.path() + (directory.ephemeral() ? " (removed at the end)" : ""));
        out.println("Log              " + directory.logs().resolve("tidemark.log"));
        out.println("Tokens           issued by this stack itself: ./tidemark token --user ann --entity acme");
        out.println("                 FOR DEVELOPMENT ONLY: whoever can read "
                + stack.issuer().keyFile() + " can be anybody");
        out.println("Tidemark is ready");
        out.flush();
    }

    private LocalPorts ports() {
        LocalPorts ports = new LocalPorts()
                .with("--kafka-port", kafkaPort)
                .with("--registry-port", registryPort)
                .with("--http-port", httpPort);
        try {
            ports.validate();
            requirePartitions();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
        return ports;
    }

    private void requirePartitions() {
        boolean given = command.commandLine().getParseResult().hasMatchedOption("--partitions");
        if (given && (partitions < 1 || partitions > MOST_PARTITIONS)) {
            throw new IllegalArgumentException(
                    "--partitions must be 1 to " + MOST_PARTITIONS + ", but was " + partitions + ".");
        }
    }
}
