package tidemark.cli.text;

/** Text that does not say what was expected. The message is half a sentence, to be put behind the name of an option or column. */
public final class BadTextException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what was expected and what was found. */
    public BadTextException(String message) {
        super(message);
    }

    /** Says what was expected and what was found. */
    public BadTextException(String message, Throwable cause) {
        super(message, cause);
    }
}
