package tidemark.ledger;

/** Whose limit it is. The names are those of the contracts. */
public enum Scope {
    /** One user's, by their role. */
    USER,
    /** The whole entity's. */
    ENTITY
}
