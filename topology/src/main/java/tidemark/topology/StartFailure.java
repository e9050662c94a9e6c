package tidemark.topology;

/** A node cannot start; the message says in a sentence why, and what was expected. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A failure for that reason. */
    public StartFailure(String sentence) {
        super(sentence);
    }

    /** A failure for that reason, with what lies behind it. */
    public StartFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
