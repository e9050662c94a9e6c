package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What became of a command: every one ends as exactly one of these (R14).
 *
 * @param kind applied, without change, duplicate or rejected
 * @param rejection why it was rejected; null otherwise
 */
public record Outcome(Kind kind, @Nullable Rejection rejection) {

    /** The ways a command can end. */
    public enum Kind {
        /** It counts. */
        APPLIED,
        /** Things already stood so. */
        NO_CHANGE,
        /** It was counted before. */
        DUPLICATE,
        /** It does not count. */
        REJECTED
    }

    /** It counts. */
    public static final Outcome APPLIED = new Outcome(Kind.APPLIED, null);
    /** Things already stood so. */
    public static final Outcome NO_CHANGE = new Outcome(Kind.NO_CHANGE, null);
    /** It was counted before. */
    public static final Outcome DUPLICATE = new Outcome(Kind.DUPLICATE, null);

    /** It does not count, for that reason. */
    public static Outcome rejected(Reason reason, String detail) {
        return new Outcome(Kind.REJECTED, new Rejection(reason, detail));
    }
}
