package tidemark.benchmarks.measure;

import java.util.Map;
import tidemark.benchmarks.load.Population;
import tidemark.topology.NodeSettings;

/**
 * Usage at a fixed rate, in which some events cause a decision.
 *
 * @param name what tells it from the others in the results
 * @param population who uses in the background; every entity has a limit (never reached)
 * @param intervalMillis {@code tidemark.entity.interval.ms}
 * @param perSecond background events per second
 * @param steps in how many events the entities of the probes come to their limits
 */
public record Traffic(String name, Population population, int intervalMillis, int perSecond, int steps) {

    /** What the node is told. */
    Map<String, String> settings() {
        return Map.of(NodeSettings.ENTITY_INTERVAL_MS, String.valueOf(intervalMillis));
    }
}
