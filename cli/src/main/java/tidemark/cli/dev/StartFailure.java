package tidemark.cli.dev;

import org.jspecify.annotations.Nullable;

/** Something we run cannot start; the message is one sentence for people. */
final class StartFailure extends RuntimeException {

    StartFailure(String message) {
        this(message, null);
    }

    StartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
