package tidemark.ledger;

/** Why the answer of an account or an entity changed (R8, R13). The names are those of the contracts. */
public enum DecisionReason {
    /** The role's limit is reached. */
    USER_LIMIT_REACHED,
    /** The role's limit is zero. */
    USER_LIMIT_ZERO,
    /** The entity's own limit is reached. */
    ENTITY_LIMIT_REACHED,
    /** The entity's own limit is zero. */
    ENTITY_LIMIT_ZERO,
    /** The limit was raised above the total. */
    LIMIT_RAISED,
    /** There is no limit any more. */
    LIMIT_REMOVED,
    /** Another role, or none. */
    ROLE_CHANGED,
    /** A correction brought the total below the limit. */
    USAGE_CORRECTED,
    /** A new month has begun. */
    MONTH_TURN;

    /** The reason for an answer, given what made the total be judged and the limit now in force. */
    static DecisionReason of(Scope scope, Answer answer, Cause cause, Limit limit) {
        return switch (answer) {
            case BLOCK_UNTIL_CHANGED -> scope == Scope.USER ? USER_LIMIT_ZERO : ENTITY_LIMIT_ZERO;
            case BLOCK_UNTIL_MONTH_END -> scope == Scope.USER ? USER_LIMIT_REACHED : ENTITY_LIMIT_REACHED;
            case ALLOW ->
                switch (cause) {
                    case MONTH_TURN -> MONTH_TURN;
                    case ROLE_ASSIGNED, ROLE_DELETED -> ROLE_CHANGED;
                    case USAGE, CORRECTION -> USAGE_CORRECTED;
                    case LIMIT_CHANGED, SETTINGS -> limit.isNone() ? LIMIT_REMOVED : LIMIT_RAISED;
                };
        };
    }
}
