package tidemark.admin;

/** HTTP cannot start; the message is one sentence for people. */
public final class HttpStartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HttpStartFailure(String message) {
        super(message);
    }

    HttpStartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
