package tidemark.ledger;

/**
 * A refusal: the rule says no, and why.
 *
 * @param reason which rule
 * @param detail a sentence that names the field, what was found and what was expected
 */
public record Rejection(Reason reason, String detail) {

    /** A refusal whose detail is the reason's own sentence. */
    public static Rejection of(Reason reason) {
        return new Rejection(reason, reason.sentence());
    }
}
