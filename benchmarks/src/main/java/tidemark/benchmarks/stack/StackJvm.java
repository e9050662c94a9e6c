package tidemark.benchmarks.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A broker and a registry in a JVM of their own, so that their processor time is not that of a node or of the load. */
public final class StackJvm implements AutoCloseable {

    private final ChildJvm jvm;
    private final String bootstrapServers;
    private final String registryUrl;

    private StackJvm(ChildJvm jvm, String bootstrapServers, String registryUrl) {
        this.jvm = jvm;
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
    }

    /** Starts both on any free ports; the directory must exist. */
    public static StackJvm start(List<String> options, Path directory) {
        ChildJvm jvm = ChildJvm.start(
                StackMain.class,
                Stream.concat(Stream.of("-Xmx1g", "-XX:+UseG1GC"), options.stream())
                        .toList(),
                List.of(directory.resolve("services").toString()),
                directory.resolve("stack.log"));
        String[] words = jvm.nextLine().split(" ", -1);
        return new StackJvm(jvm, words[0], words[1]);
    }

    /** Where Kafka clients connect. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Base URL of the registry. */
    public String registryUrl() {
        return registryUrl;
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
