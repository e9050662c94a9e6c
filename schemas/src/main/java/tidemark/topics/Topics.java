package tidemark.topics;

import static tidemark.topics.TopicSpec.Partitioning.ACCOUNTS;
import static tidemark.topics.TopicSpec.Partitioning.ENTITIES;
import static tidemark.topics.TopicSpec.Partitioning.FREE;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The topics of one installation. All names carry the same prefix.
 *
 * @param prefix put before every name as it is, for example {@code prod.}; empty for none
 */
public record Topics(String prefix) {

    private static final String FOREVER = "-1";
    private static final String COMPACT = "compact";

    /** Topics without a prefix. */
    public static Topics unprefixed() {
        return new Topics("");
    }

    /** Usage, from any producer: {@code UsageEvent} by {@code entity/user}. */
    public String usageEvents() {
        return prefix + "usage-events";
    }

    /** Usage that came in on the wrong partition, on its way to the right one. Internal. */
    public String usageRerouted() {
        return prefix + "usage-rerouted";
    }

    /** Requests to change roles: {@code RoleChange} by {@code entity}. */
    public String roleChanges() {
        return prefix + "role-changes";
    }

    /** Requests to give users roles: {@code RoleAssignment} by {@code entity/user}. */
    public String roleAssignments() {
        return prefix + "role-assignments";
    }

    /** Requests to change entities: {@code EntityLimitChange} by {@code entity}. */
    public String entityLimits() {
        return prefix + "entity-limits";
    }

    /** Roles as they stand, on every partition: {@code Role} by {@code entity/role}. */
    public String roles() {
        return prefix + "roles";
    }

    /** Entities as they stand, on every partition: {@code Entity} by {@code entity}. */
    public String entities() {
        return prefix + "entities";
    }

    /** What each partition of accounts adds to an entity's month: {@code EntityPartial} by {@code entity}. Internal. */
    public String entityPartials() {
        return prefix + "entity-partials";
    }

    /** How much a partition of accounts may add before it reports, on every partition: {@code EntityLeeway}. Internal. */
    public String entityLeeways() {
        return prefix + "entity-leeways";
    }

    /** Answers to changes: {@code ChangeResult} by {@code entity}. */
    public String changeResults() {
        return prefix + "change-results";
    }

    /** Totals that reached the warning threshold: {@code UsageWarning}. */
    public String usageWarnings() {
        return prefix + "usage-warnings";
    }

    /** Totals that reached their limit: {@code UsageExceeded}. */
    public String usageExceeded() {
        return prefix + "usage-exceeded";
    }

    /** The newest decision of each account and entity: {@code BlockDecision}. */
    public String blockDecisions() {
        return prefix + "block-decisions";
    }

    /** Every decision: {@code BlockDecision}. */
    public String decisionHistory() {
        return prefix + "decision-history";
    }

    /** Totals that stand on another level, up or down: {@code LevelChange}. */
    public String levelChanges() {
        return prefix + "level-changes";
    }

    /** Records that could not be used, as they came, with the reason in headers. */
    public String rejectedEvents() {
        return prefix + "rejected-events";
    }

    /** Every topic with its configuration, in a sensible order to create them. */
    public List<TopicSpec> all() {
        return List.of(
                new TopicSpec(
                        usageEvents(),
                        ACCOUNTS,
                        Map.of("retention.ms", days(45), "message.timestamp.type", "LogAppendTime")),
                new TopicSpec(usageRerouted(), ACCOUNTS, Map.of("retention.ms", days(45))),
                new TopicSpec(roleAssignments(), ACCOUNTS, Map.of("retention.ms", FOREVER)),
                new TopicSpec(roles(), ACCOUNTS, Map.of("cleanup.policy", COMPACT)),
                new TopicSpec(entities(), ACCOUNTS, Map.of("cleanup.policy", COMPACT)),
                new TopicSpec(entityLeeways(), ACCOUNTS, Map.of("cleanup.policy", COMPACT)),
                new TopicSpec(roleChanges(), FREE, Map.of("retention.ms", FOREVER)),
                new TopicSpec(entityLimits(), ENTITIES, Map.of("retention.ms", FOREVER)),
                // Short: each replaces the one before, and a starting node sends its own again.
                new TopicSpec(
                        entityPartials(),
                        ENTITIES,
                        Map.of(
                                "retention.ms",
                                days(1),
                                "segment.ms",
                                String.valueOf(Duration.ofHours(1).toMillis()),
                                "segment.bytes",
                                String.valueOf(64 * 1024 * 1024))),
                new TopicSpec(changeResults(), FREE, Map.of("retention.ms", FOREVER)),
                new TopicSpec(usageWarnings(), FREE, Map.of("retention.ms", days(90))),
                new TopicSpec(usageExceeded(), FREE, Map.of("retention.ms", days(90))),
                new TopicSpec(
                        blockDecisions(),
                        FREE,
                        Map.of(
                                "cleanup.policy",
                                COMPACT,
                                "segment.ms",
                                String.valueOf(Duration.ofHours(1).toMillis()),
                                "segment.bytes",
                                String.valueOf(32 * 1024 * 1024),
                                "min.cleanable.dirty.ratio",
                                "0.1")),
                new TopicSpec(decisionHistory(), FREE, Map.of("retention.ms", days(396))),
                new TopicSpec(levelChanges(), FREE, Map.of("retention.ms", days(30))),
                new TopicSpec(rejectedEvents(), FREE, Map.of("retention.ms", days(90))));
    }

    private static String days(int days) {
        return String.valueOf(Duration.ofDays(days).toMillis());
    }
}
