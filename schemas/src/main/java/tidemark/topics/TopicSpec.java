package tidemark.topics;

import java.util.Map;

/**
 * How one topic must stand in the cluster.
 *
 * @param name full name, prefix included
 * @param partitioning which other topics it must have as many partitions as
 * @param config topic configuration, by Kafka's keys
 */
public record TopicSpec(String name, Partitioning partitioning, Map<String, String> config) {

    /** Topics of one group are read by the same task, so they must have the same number of partitions. */
    public enum Partitioning {
        /** Keyed by account, or read by every account task. */
        ACCOUNTS,
        /** Keyed by entity and read by the task that judges entities. */
        ENTITIES,
        /** Written only; free to differ. */
        FREE
    }

    /** Copies the configuration. */
    public TopicSpec {
        config = Map.copyOf(config);
    }
}
