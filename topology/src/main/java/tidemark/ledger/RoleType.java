package tidemark.ledger;

/** Whether a role can carry a limit (R3). Fixed at creation. */
public enum RoleType {
    /** Made by an administrator; can carry a limit. */
    CUSTOM,
    /** Comes with the product; cannot. */
    BUILT_IN
}
