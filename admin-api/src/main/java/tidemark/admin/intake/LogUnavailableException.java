package tidemark.admin.intake;

/** The log did not take everything, and will later. Part of the normal course, so without a stack trace of its own. */
public final class LogUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says why, in a sentence for people. */
    public LogUnavailableException(String why) {
        super(why, null, false, false);
    }
}
