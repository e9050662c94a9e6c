package tidemark.topology.sums;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/** Where changed sums go: those of entities with a limit are reported soon, for somebody may be blocked; others take their time. */
public final class SumDesk {

    private final SumReports urgent;
    private final SumReports others;

    /**
     * For one task.
     *
     * @param urgentInterval how often an entity with a limit is reported
     * @param otherInterval how often one without is
     * @param send writes one report
     * @param commitSoon asks for a commit of what was written
     */
    public SumDesk(
            ProcessingContext context,
            Duration urgentInterval,
            Duration otherInterval,
            Consumer<Sum> send,
            Runnable commitSoon,
            LongSupplier nanoTime) {
        this.urgent = new SumReports(context, urgentInterval, send, commitSoon, nanoTime);
        this.others = new SumReports(context, otherInterval, send, () -> {}, nanoTime);
    }

    /** A sum is not what it was when it was reported last. */
    void changed(Sum sum) {
        if (!sum.unreported()) {
            sum.unreported(true);
            (sum.urgent() ? urgent : others).offer(sum);
        }
    }

    /** An entity has a limit now: its sum shall not wait with the others. */
    void hurry(Sum sum) {
        if (sum.unreported()) {
            urgent.offer(sum);
        }
    }
}
