package tidemark.topology;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread dies: it is replaced, but not for ever, since what kills every replacement is a bug
 * that a restart of the process does not mend either.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);
    private static final int BUDGET = 5;
    private static final long WINDOW_MILLIS = Duration.ofMinutes(10).toMillis();

    private final LongSupplier clock;
    private final Deque<Long> recent = new ArrayDeque<>();

    ThreadFailures(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        long now = clock.getAsLong();
        while (!recent.isEmpty() && recent.peekFirst() < now - WINDOW_MILLIS) {
            recent.removeFirst();
        }
        recent.addLast(now);
        if (recent.size() > BUDGET) {
            LOG.error("A stream thread died {} times within {} minutes; the node stops.", recent.size(), 10, failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error("A stream thread died and is replaced.", failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
