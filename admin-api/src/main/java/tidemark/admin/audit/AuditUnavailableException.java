package tidemark.admin.audit;

/** The log cannot be read just now. */
public final class AuditUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says so in a sentence for people. */
    public AuditUnavailableException(String why, Throwable cause) {
        super(why, cause);
    }

    AuditUnavailableException(String why) {
        super(why);
    }
}
