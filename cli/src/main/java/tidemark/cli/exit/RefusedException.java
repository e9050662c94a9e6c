package tidemark.cli.exit;

/** What was asked for is not done, and asking again would not help. The message is a sentence for people. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says why. */
    public RefusedException(String message) {
        super(message);
    }
}
