package tidemark.serde;

import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The pause before a request is tried again: doubling, capped, with jitter so that many clients do not come back at once.
 *
 * @param firstMillis longest first pause
 * @param maxMillis longest pause at all
 */
record Backoff(long firstMillis, long maxMillis) {

    /** Sleeps before the retry after the given number of failed attempts, at least 1. */
    void pause(int failedAttempts) {
        long longest = Math.min(maxMillis, firstMillis << Math.min(failedAttempts - 1, 20));
        try {
            Thread.sleep(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
