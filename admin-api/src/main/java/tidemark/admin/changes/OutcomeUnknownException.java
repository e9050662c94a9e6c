package tidemark.admin.changes;

/** A change was sent, but what became of it is not known in the time given: it may still be carried out. */
public final class OutcomeUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String changeId;

    /** Says so in a sentence for people. */
    public OutcomeUnknownException(String changeId, String message) {
        super(message);
        this.changeId = changeId;
    }

    /** The change: sent again under the same id, it counts once. */
    public String changeId() {
        return changeId;
    }
}
