package tidemark.admin.changes;

/** A change could not be handed in, and nothing was changed. */
public final class NotWrittenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says why in a sentence for people. */
    public NotWrittenException(String why, Throwable cause) {
        super(why, cause);
    }

    NotWrittenException(String why) {
        super(why);
    }
}
