package tidemark.benchmarks.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A broker and a registry in a JVM of their own, so that their processor time is not that of a node or of the load. */
public final class StackJvm implements AutoCloseable {

    private final ChildJvm jvm;
    private final String bootstrapServers;
    private final String registryUrl;

    private final AheadClock clock;

    private StackJvm(ChildJvm jvm, AheadClock clock, String bootstrapServers, String registryUrl) {
        this.jvm = jvm;
        this.clock = clock;
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
    }

    /** Starts both on any free ports; the directory must exist. */
    public static StackJvm start(List<String> options, Path directory) {
        return start(options, directory, Map.of(), Duration.ZERO);
    }

    /**
     * The same, or the same again on what an earlier one has left in the directory.
     *
     * @param brokerSettings instead of and besides those that the broker has otherwise
     * @param ahead by how much its clock, and that of whoever works with it, is ahead of the system's
     */
    public static StackJvm start(
            List<String> options, Path directory, Map<String, String> brokerSettings, Duration ahead) {
        ChildJvm jvm = ChildJvm.start(
                StackMain.class,
                Stream.concat(Stream.of("-Xmx1g", "-XX:+UseG1GC"), options.stream())
                        .toList(),
                List.of(
                        directory.resolve("services").toString(),
                        ChildJvm.json(brokerSettings),
                        String.valueOf(ahead.toMillis())),
                directory.resolve("stack.log"));
        String[] words = jvm.nextLine().split(" ", -1);
        return new StackJvm(jvm, new AheadClock(ahead.toMillis()), words[0], words[1]);
    }

    /** Where Kafka clients connect. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Base URL of the registry. */
    public String registryUrl() {
        return registryUrl;
    }

    /** What time it is for the broker, and has to be for nodes and producers too. */
    public InstantSource clock() {
        return clock;
    }

    /** By how much that clock is ahead of the system's. */
    public Duration ahead() {
        return Duration.ofMillis(clock.aheadMillis());
    }

    /** Moves the clock on; a node has to follow. */
    public void beAhead(Duration ahead) {
        jvm.ask(String.valueOf(ahead.toMillis()));
        clock.beAhead(ahead.toMillis());
    }

    /** Processor time of broker and registry so far, in nanoseconds. */
    public long cpuNanos() {
        return jvm.cpuNanos();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
