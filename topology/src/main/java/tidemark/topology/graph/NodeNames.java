package tidemark.topology.graph;

/** Names of the sources, processors and sinks of the graph, as metrics and the topology's picture show them. */
public final class NodeNames {

    /** Source: usage as producers publish it. */
    public static final String USAGE_SOURCE = "usage-events-source";
    /** Source: usage that came in on the wrong partition. */
    public static final String REROUTED_SOURCE = "usage-rerouted-source";
    /** Source: assignments. */
    public static final String ASSIGNMENTS_SOURCE = "role-assignments-source";
    /** Source: roles as judged. */
    public static final String ROLES_SOURCE = "roles-source";
    /** Source: requests to change roles. */
    public static final String ROLE_CHANGES_SOURCE = "role-changes-source";

    /** Source: entities as judged. */
    public static final String ENTITIES_SOURCE = "entities-source";
    /** Source: how much may be added to entities before it is reported. */
    public static final String ENTITY_LEEWAYS_SOURCE = "entity-leeways-source";
    /** Source: requests to change entities. */
    public static final String ENTITY_LIMITS_SOURCE = "entity-limits-source";
    /** Source: what the partitions of accounts add to their entities. */
    public static final String PARTIALS_SOURCE = "entity-partials-source";

    /** Stamps usage from an old backlog with the clock. */
    public static final String STAMP_USAGE = "stamp-usage";
    /** Stamps re-routed usage from an old backlog with the clock. */
    public static final String STAMP_REROUTED = "stamp-rerouted";
    /** Stamps assignments, roles and entities with the clock. */
    public static final String STAMP_CHANGES = "stamp-changes";
    /** Keeps the accounts. */
    public static final String ACCOUNTS = "keep-accounts";
    /** Stamps role changes with the clock. */
    public static final String STAMP_ROLE_CHANGES = "stamp-role-changes";
    /** Judges role changes. */
    public static final String JUDGE_ROLE_CHANGES = "judge-role-changes";

    /** Stamps changes of entities with the clock. */
    public static final String STAMP_ENTITY_LIMITS = "stamp-entity-limits";
    /** Stamps sums from an old backlog with the clock. */
    public static final String STAMP_PARTIALS = "stamp-entity-partials";
    /** Keeps the entities. */
    public static final String ENTITIES = "keep-entities";

    /** Sink: warnings. */
    public static final String WARNINGS_SINK = "usage-warnings-sink";
    /** Sink: exceeded events. */
    public static final String EXCEEDED_SINK = "usage-exceeded-sink";
    /** Sink: the newest decisions. */
    public static final String DECISIONS_SINK = "block-decisions-sink";
    /** Sink: all decisions. */
    public static final String HISTORY_SINK = "decision-history-sink";
    /** Sink: changed levels. */
    public static final String LEVELS_SINK = "level-changes-sink";
    /** Sink: usage on its way to the right partition. */
    public static final String REROUTED_SINK = "usage-rerouted-sink";
    /** Sink: answers to assignments. */
    public static final String ASSIGNMENT_RESULTS_SINK = "assignment-results-sink";
    /** Sink: what the account task could not use. */
    public static final String REJECTED_ACCOUNT_RECORDS_SINK = "rejected-account-records-sink";
    /** Sink: roles, to every partition. */
    public static final String ROLES_SINK = "roles-sink";
    /** Sink: answers to role changes. */
    public static final String ROLE_RESULTS_SINK = "role-results-sink";
    /** Sink: role changes that could not be used. */
    public static final String REJECTED_ROLE_CHANGES_SINK = "rejected-role-changes-sink";

    /** Sink: what this partition of accounts adds to its entities. */
    public static final String PARTIALS_SINK = "entity-partials-sink";
    /** Sink: entities, to every partition. */
    public static final String ENTITIES_SINK = "entities-sink";
    /** Sink: how much may be added to entities before it is reported, to every partition. */
    public static final String ENTITY_LEEWAYS_SINK = "entity-leeways-sink";
    /** Sink: answers to changes of entities. */
    public static final String ENTITY_RESULTS_SINK = "entity-results-sink";
    /** Sink: warnings about entities. */
    public static final String ENTITY_WARNINGS_SINK = "entity-warnings-sink";
    /** Sink: entities that have exceeded. */
    public static final String ENTITY_EXCEEDED_SINK = "entity-exceeded-sink";
    /** Sink: the newest decisions about entities. */
    public static final String ENTITY_DECISIONS_SINK = "entity-decisions-sink";
    /** Sink: all decisions about entities. */
    public static final String ENTITY_HISTORY_SINK = "entity-history-sink";
    /** Sink: changed levels of entities. */
    public static final String ENTITY_LEVELS_SINK = "entity-level-changes-sink";
    /** Sink: what the entity task could not use. */
    public static final String REJECTED_ENTITY_RECORDS_SINK = "rejected-entity-records-sink";

    private NodeNames() {}
}
