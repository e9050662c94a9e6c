package tidemark.benchmarks.measure;

import java.util.Map;
import tidemark.benchmarks.load.Limits;
import tidemark.benchmarks.load.Population;
import tidemark.topology.NodeSettings;

/**
 * Usage that waits for a node.
 *
 * @param name what tells it from the others in the results
 * @param population who has used
 * @param limits of the entities
 * @param intervalMillis {@code tidemark.entity.interval.ms}
 */
public record Backlog(String name, Population population, Limits limits, int intervalMillis) {

    /** What the node is told. */
    Map<String, String> settings() {
        return Map.of(NodeSettings.ENTITY_INTERVAL_MS, String.valueOf(intervalMillis));
    }
}
