package tidemark.benchmarks.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JVM for nodes, with the options that {@code tidemark serve} has. It runs one node at a time, and any number one after the other:
 * the first warms the compiler up for those that follow.
 */
public final class NodeJvm implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-Xmx1g", "-XX:+UseG1GC", "--enable-native-access=ALL-UNNAMED");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildJvm jvm;

    private NodeJvm(ChildJvm jvm) {
        this.jvm = jvm;
    }

    /**
     * Starts a JVM without a node.
     *
     * @param more options of the JVM
     * @param log where it logs to
     */
    public static NodeJvm start(List<String> more, Path log) {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(more);
        return new NodeJvm(ChildJvm.start(NodeMain.class, options, List.of(), log));
    }

    /**
     * Starts a node and returns when it has been started; it takes a few seconds more until it works.
     *
     * @param settings as in {@code NodeSettings}
     */
    public Node run(Map<String, String> settings) {
        try {
            jvm.ask(JSON.writeValueAsString(settings));
            return new Node();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Memory that the system has given the JVM, in bytes; 0 where that is not known. */
    public long residentBytes() {
        return jvm.residentBytes();
    }

    /** Ends the JVM with SIGKILL, and with it the node. */
    public void kill() {
        jvm.kill();
    }

    @Override
    public void close() {
        jvm.close();
    }

    /** The node that runs. */
    public final class Node implements AutoCloseable {

        private Node() {}

        /** What it says of itself. */
        public NodeReport report() {
            try {
                return JSON.readValue(jvm.ask(""), NodeReport.class);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** How an account stands. */
        public AccountAnswer ask(String entity, String user) {
            try {
                return JSON.readValue(jvm.ask(NodeAnswers.ASK + entity + "/" + user), AccountAnswer.class);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Moves its clock. */
        public void beAhead(Duration ahead) {
            jvm.ask(NodeAnswers.AHEAD + ahead.toMillis());
        }

        /** Processor time of the JVM so far, in nanoseconds: all threads, the compiler's and the collector's included. */
        public long cpuNanos() {
            return jvm.cpuNanos();
        }

        /** Stops it cleanly; the JVM stays. */
        @Override
        public void close() {
            jvm.ask(NodeMain.STOP);
        }
    }
}
