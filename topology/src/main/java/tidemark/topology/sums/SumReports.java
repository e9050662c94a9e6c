package tidemark.topology.sums;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * Reports sums that changed, not each change: at most once in an interval, all tasks of a node at the same instants so that
 * one commit serves them. Many take turns in slices of a few milliseconds, so that usage goes on in between.
 *
 * <p>The punctuation exists only while a sum waits: every punctuation makes the task commit.
 */
final class SumReports {

    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final long SLICE_NANOS = Duration.ofMillis(5).toNanos();

    private final ProcessingContext context;
    private final long intervalMillis;
    private final Consumer<Sum> send;
    private final Runnable sent;
    private final LongSupplier nanoTime;
    private final Deque<Sum> waiting = new ArrayDeque<>();
    private @Nullable Cancellable schedule;

    /**
     * Reports of one task.
     *
     * @param interval at least 1 ms
     * @param send writes one report
     * @param sent told after each slice
     */
    SumReports(ProcessingContext context, Duration interval, Consumer<Sum> send, Runnable sent, LongSupplier nanoTime) {
        this.context = context;
        this.intervalMillis = interval.toMillis();
        this.send = send;
        this.sent = sent;
        this.nanoTime = nanoTime;
    }

    void offer(Sum sum) {
        waiting.add(sum);
        if (schedule == null) {
            long past = context.currentSystemTimeMs() % intervalMillis;
            wakeIn(Duration.ofMillis(intervalMillis - past));
        }
    }

    private void wakeIn(Duration pause) {
        schedule = context.schedule(pause, PunctuationType.WALL_CLOCK_TIME, now -> slice());
    }

    private void slice() {
        if (schedule != null) {
            schedule.cancel();
            schedule = null;
        }
        long deadline = nanoTime.getAsLong() + SLICE_NANOS;
        while (!waiting.isEmpty() && nanoTime.getAsLong() - deadline < 0) {
            Sum sum = waiting.remove();
            // It may have waited in two places, and been reported from the other.
            if (sum.unreported()) {
                sum.reported();
                send.accept(sum);
            }
        }
        sent.run();
        if (!waiting.isEmpty()) {
            wakeIn(PAUSE);
        }
    }
}
