package tidemark.ledger;

/** What made an account or an entity be judged anew (R15). The names are those of the contracts. */
public enum Cause {
    /** A usage event with credits of zero or more. */
    USAGE,
    /** A usage event with negative credits. */
    CORRECTION,
    /** Another limit on the role held, or on the entity. */
    LIMIT_CHANGED,
    /** Another role, or the role waited for has appeared. */
    ROLE_ASSIGNED,
    /** The role held was deleted. */
    ROLE_DELETED,
    /** A new month. */
    MONTH_TURN,
    /** Another warning percentage. */
    SETTINGS
}
