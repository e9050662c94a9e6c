package tidemark.topology.sums;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/** Where changed sums go: those by which a limit or a threshold may be reached are reported soon; others take their time. */
public final class SumDesk {

    private final SumReports urgent;
    private final SumReports relaxed;

    /**
     * For one task.
     *
     * @param urgentInterval how often a sum that somebody may wait for is reported
     * @param relaxedInterval how often another one is
     * @param send writes one report
     * @param commitSoon asks for a commit of what was written
     */
    public SumDesk(
            ProcessingContext context,
            Duration urgentInterval,
            Duration relaxedInterval,
            Consumer<Sum> send,
            Runnable commitSoon,
            LongSupplier nanoTime) {
        this.urgent = new SumReports(context, urgentInterval, send, commitSoon, nanoTime);
        this.relaxed = new SumReports(context, relaxedInterval, send, () -> {}, nanoTime);
    }

    /** A sum is not what it was when it was reported last. */
    void changed(Sum sum) {
        if (!sum.unreported()) {
            sum.waits();
            if (!sum.isUrgent()) {
                relaxed.offer(sum);
            }
        }
        hurry(sum);
    }

    /** It may have become urgent while it waits with the others. */
    void hurry(Sum sum) {
        if (sum.unreported() && !sum.hurried() && sum.isUrgent()) {
            sum.hurries();
            urgent.offer(sum);
        }
    }
}
