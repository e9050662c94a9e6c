package tidemark.topology.intake;

import tidemark.ledger.Rejection;

/** What came of reading a value. */
public sealed interface Reading<T> {

    /**
     * It is what it should be.
     *
     * @param value the decoded value
     */
    record Event<T>(T value) implements Reading<T> {}

    /**
     * It will never be readable.
     *
     * @param rejection why
     */
    record Refused<T>(Rejection rejection) implements Reading<T> {}

    /** Its schema is being asked for; read it again later. */
    record Waiting<T>() implements Reading<T> {}
}
