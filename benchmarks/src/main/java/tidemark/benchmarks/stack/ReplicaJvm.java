package tidemark.benchmarks.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A JVM of its own for one replica of the decisions. */
public final class ReplicaJvm {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReplicaJvm() {}

    /**
     * Starts one, has it read everything, and ends it.
     *
     * @param log where it logs to
     */
    public static ReplicaReport run(Installation installation, Path log) {
        List<String> arguments = List.of(
                ChildJvm.json(installation.clients()), installation.topics().prefix());
        try (ChildJvm jvm = ChildJvm.start(ReplicaMain.class, List.of("-Xmx1g", "-XX:+UseG1GC"), arguments, log)) {
            return JSON.readValue(jvm.nextLine(), ReplicaReport.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
