package tidemark.topology.graph;

import java.time.Duration;

/**
 * How often the account tasks report what they add to an entity: the shorter, the fresher its total and its decision, and
 * the more records. At most one record for each entity and partition in each interval.
 *
 * @param urgent where a threshold may be reached
 * @param relaxed where none can be, or there is no limit: nobody waits for that
 */
public record Reporting(Duration urgent, Duration relaxed) {

    /** 100 ms, and 2 s. */
    public static final Reporting DEFAULT = new Reporting(Duration.ofMillis(100), Duration.ofSeconds(2));
}
