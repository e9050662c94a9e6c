package tidemark.topics;

import java.util.Map;

/**
 * How one topic stands in the cluster.
 *
 * @param name full name
 * @param config what is set for this topic and what {@link Topics} asks for, by Kafka's keys
 */
public record TopicState(String name, int partitions, int replicationFactor, Map<String, String> config) {

    /** Copies the configuration. */
    public TopicState {
        config = Map.copyOf(config);
    }
}
