package tidemark.benchmarks.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A node in a JVM of its own, with the options that {@code tidemark serve} has. */
public final class NodeJvm implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-Xmx1g", "-XX:+UseG1GC", "--enable-native-access=ALL-UNNAMED");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildJvm jvm;

    private NodeJvm(ChildJvm jvm) {
        this.jvm = jvm;
    }

    /**
     * Starts a node; it takes a few seconds until it works.
     *
     * @param settings as in {@code NodeSettings}
     * @param more options of the JVM
     * @param log where it logs to
     */
    public static NodeJvm start(Map<String, String> settings, List<String> more, Path log) {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(more);
        List<String> arguments = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
        return new NodeJvm(ChildJvm.start(NodeMain.class, options, arguments, log));
    }

    /** What it says of itself; waits for its start. */
    public NodeReport report() {
        try {
            return JSON.readValue(jvm.ask(), NodeReport.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processor time so far, in nanoseconds: all threads, the compiler's and the collector's included. */
    public long cpuNanos() {
        return jvm.cpuNanos();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
