package tidemark.client.operation;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * That nobody answers at all, for all accounts: for a second nobody else waits for an answer then. An answer that is a refusal says nothing
 * about other accounts.
 */
final class Silence {

    /** How long it is taken to last, in milliseconds. */
    static final long MILLIS = 1_000;

    private volatile long untilMillis = Long.MIN_VALUE;

    boolean lasts(long nowMillis) {
        return nowMillis < untilMillis;
    }

    void heard(Throwable failure, long nowMillis) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException || isOfTheNetwork(cause)) {
                untilMillis = nowMillis + MILLIS;
            }
        }
    }

    private static boolean isOfTheNetwork(Throwable cause) {
        return cause instanceof IOException && cause.getClass().getName().startsWith("java.net.");
    }
}
