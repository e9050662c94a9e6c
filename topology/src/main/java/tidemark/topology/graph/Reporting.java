package tidemark.topology.graph;

import java.time.Duration;

/**
 * How often the account tasks report what they add to an entity: the shorter, the fresher its total and its decision, and
 * the more records. At most one record for each entity and partition in each interval.
 *
 * @param limited for entities with a limit
 * @param unlimited for the others, whose total nobody waits for
 */
public record Reporting(Duration limited, Duration unlimited) {

    /** 100 ms, and 2 s. */
    public static final Reporting DEFAULT = new Reporting(Duration.ofMillis(100), Duration.ofSeconds(2));
}
