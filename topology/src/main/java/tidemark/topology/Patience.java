package tidemark.topology;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waiting for others to come up, for a bounded time, and saying so. */
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final long deadline;
    private final Duration total;

    Patience(Duration total) {
        this.total = total;
        this.deadline = System.nanoTime() + total.toNanos();
    }

    /**
     * Tries until it works.
     *
     * @param complaint what to say when it does not, a sentence
     * @throws StartFailure when time is up, or when trying again cannot help
     */
    <T> T untilAvailable(String complaint, Supplier<T> attempt) {
        while (true) {
            try {
                return attempt.get();
            } catch (AuthenticationException | AuthorizationException e) {
                throw new StartFailure(complaint + " It refuses our credentials: " + e.getMessage(), e);
            } catch (KafkaException e) {
                if (!isPassing(e) || System.nanoTime() - deadline > 0) {
                    throw new StartFailure(complaint + " Waited " + total.toSeconds() + " s: " + e.getMessage(), e);
                }
                LOG.warn("{} Trying again: {}", complaint, e.getMessage());
                pause();
            }
        }
    }

    private static boolean isPassing(Throwable failure) {
        return failure instanceof RetriableException || (failure.getCause() != null && isPassing(failure.getCause()));
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
        if (Thread.interrupted()) {
            throw new StartFailure("The start was interrupted.");
        }
    }
}
