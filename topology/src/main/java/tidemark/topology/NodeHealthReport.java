package tidemark.topology;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.jspecify.annotations.Nullable;

/** How a node is, made out from its streams client. */
final class NodeHealthReport {

    private NodeHealthReport() {}

    static NodeHealth of(@Nullable KafkaStreams streams, @Nullable String fault) {
        Map<String, String> details = new LinkedHashMap<>();
        if (fault != null) {
            details.put("topics", fault);
        }
        if (streams == null) {
            details.put("streams", "not started");
            return new NodeHealth(fault == null, false, details);
        }
        State state = streams.state();
        details.put("streams", state.name());
        boolean stopped =
                state == State.ERROR || state == State.PENDING_ERROR || state.hasStartedOrFinishedShuttingDown();
        boolean threads = streams.metadataForLocalThreads().stream()
                .anyMatch(thread -> thread.threadState().equals("RUNNING"));
        return new NodeHealth(fault == null && !stopped, state == State.RUNNING && threads, details);
    }
}
