package tidemark.embedded;

import org.jspecify.annotations.Nullable;

/** The broker or the registry could not start; the message is one sentence that people can act upon. */
public final class CannotStartException extends RuntimeException {

    CannotStartException(String message) {
        this(message, null);
    }

    CannotStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
