package tidemark.topology.graph;

/** Names of the state stores; they name changelog topics as well, so they never change. */
public final class StoreNames {

    /** One row for each account: its current month. {@code entity/user}. */
    public static final String ACCOUNTS = "accounts";
    /** Past months of accounts. {@code entity/user 0x00 month}. */
    public static final String MONTHS = "account-months";
    /** Events that had to leave their account's row, in pages, by generation, account and run. */
    public static final String REMEMBERED_EVENTS = "remembered-events";
    /** The newest known version of every role, on every partition. {@code entity/role}. */
    public static final String KNOWN_ROLES = "known-roles";
    /** Who holds or awaits a role. {@code entity/role 0x00 user}. */
    public static final String ROLE_MEMBERS = "role-members";
    /** Accounts blocked until the end of a month. {@code entity/user}. */
    public static final String BLOCKED_ACCOUNTS = "blocked-accounts";
    /** The newest known version of every entity, on every partition. {@code entity}. */
    public static final String KNOWN_ENTITIES = "known-entities";
    /** Walks over many accounts that are under way, each with its cursor; the last month turn; marks of months. */
    public static final String WALKS = "walks";
    /** Keeps nothing: tells the account task that its transaction is about to commit. */
    public static final String COMMIT_SIGNAL = "account-commit-signal";
    /** Records of the account task whose schema is not loaded yet. */
    public static final String PARKED_ACCOUNT_RECORDS = "parked-account-records";
    /** Roles as judged, by {@code entity/role}. */
    public static final String ROLE_BOOK = "role-book";
    /** Role changes that have been judged, by entity and change id. */
    public static final String JUDGED_CHANGES = "judged-changes";
    /** Role changes whose schema is not loaded yet. */
    public static final String PARKED_ROLE_CHANGES = "parked-role-changes";

    /** One row for each entity: its terms and its current month. {@code entity}. */
    public static final String ENTITIES = "entities";
    /** Past months of entities. {@code entity 0x00 month}. */
    public static final String ENTITY_MONTHS = "entity-months";
    /** Changes of entities that have been judged, by entity and change id. */
    public static final String JUDGED_ENTITY_CHANGES = "judged-entity-changes";
    /** Walks over many entities that are under way, each with its cursor; the last month turn. */
    public static final String ENTITY_WALKS = "entity-walks";
    /** Records of the entity task whose schema is not loaded yet. */
    public static final String PARKED_ENTITY_RECORDS = "parked-entity-records";

    private StoreNames() {}
}
