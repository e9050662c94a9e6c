package tidemark.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tidemark.benchmarks.stack.Installation;
import tidemark.benchmarks.stack.NodeJvm;
import tidemark.topology.NodeSettings;

/**
 * A node with a name and a state directory that outlive it: a static member, started in a JVM of its own each time, stopped or killed.
 */
final class NamedNode implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final double IDLE_CORES = 0.2;
    private static final int IDLE_LOOKS = 3;
    private static final int MOST_LOOKS = 480;

    private final Ground ground;
    private final String name;
    private int lives;
    private @Nullable NodeJvm jvm;
    private NodeJvm.@Nullable Node node;

    NamedNode(Ground ground, String name) {
        this.ground = ground;
        this.name = name;
    }

    /** Starts it and returns when that is done; it takes a while more until it works. */
    void start(Installation installation, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(installation.settings(Map.of(
                NodeSettings.INSTANCE_ID,
                name,
                NodeSettings.STATE_DIR,
                stateDirectory().toString())));
        settings.putAll(more);
        lives++;
        NodeJvm started = NodeJvm.start(ground.nodeOptions(), log());
        jvm = started;
        node = started.run(settings);
    }

    /** The node that runs. */
    NodeJvm.Node node() {
        return Objects.requireNonNull(node, "a node that runs");
    }

    long residentBytes() {
        return Objects.requireNonNull(jvm, "a node that runs").residentBytes();
    }

    Path log() {
        return ground.directory().resolve(name + "-" + lives + ".log");
    }

    Path stateDirectory() {
        return ground.directory().resolve("state-of-" + name);
    }

    /** Bytes of its state on disk. */
    long stateBytes() {
        try (Stream<Path> files = Files.walk(stateDirectory())) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        Watched.await(name + " to take part", () -> node().report().ready());
    }

    /** Waits until it has nothing more to do: a census, a restore, a compaction of its stores. */
    void awaitIdle() {
        int idle = 0;
        for (int look = 0; look < MOST_LOOKS && idle < IDLE_LOOKS; look++) {
            long before = node().cpuNanos();
            LockSupport.parkNanos(LOOK.toNanos());
            boolean quiet = node().cpuNanos() - before < IDLE_CORES * LOOK.toNanos();
            idle = quiet ? idle + 1 : 0;
        }
    }

    /** Stops it cleanly, with its JVM. */
    void stop() {
        if (node != null) {
            node.close();
            node = null;
        }
        if (jvm != null) {
            jvm.close();
            jvm = null;
        }
    }

    /** Ends it with SIGKILL. */
    void kill() {
        Objects.requireNonNull(jvm, "a node that runs").kill();
        jvm = null;
        node = null;
    }

    @Override
    public void close() {
        stop();
    }
}
