package tidemark.ledger;

/** How far an account has come against its limit in one period (R7). Ordered. */
public enum Level {
    /** Below the warning threshold, or no limit. */
    NONE,
    /** The warning threshold is reached. */
    WARNED,
    /** The limit is reached. */
    EXCEEDED
}
