package tidemark.cli.connect;

import org.jspecify.annotations.Nullable;

/** Something that a command needs does not answer. The message is a sentence for people. */
public final class UnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what does not answer, and where it was looked for. */
    public UnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
