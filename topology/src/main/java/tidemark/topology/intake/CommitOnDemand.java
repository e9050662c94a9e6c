package tidemark.topology.intake;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * Commits soon when somebody waits for an output, but not more often than every 10 ms for each task, and not before the
 * thread has processed for twice as long as its last commit took ({@link CommitPace}): a commit costs a transaction.
 *
 * <p>A request that comes too early is made up for when its time has come, by a punctuation that fires once. None is
 * scheduled otherwise, because every punctuation makes the task commit.
 */
public final class CommitOnDemand {

    private static final long PAUSE_MILLIS = 10;

    private final ProcessingContext context;
    private final CommitPace pace;
    private final LongSupplier nanoTime;
    private long latest = Long.MIN_VALUE;
    private @Nullable Cancellable later;

    /** For one task of the calling thread. */
    public CommitOnDemand(ProcessingContext context) {
        this(context, CommitPace.ofThread(), System::nanoTime);
    }

    CommitOnDemand(ProcessingContext context, CommitPace pace, LongSupplier nanoTime) {
        this.context = context;
        this.pace = pace;
        this.nanoTime = nanoTime;
    }

    /** Asks for a commit of what was forwarded and stored so far. */
    public void request() {
        if (later != null) {
            return;
        }
        long now = context.currentSystemTimeMs();
        long own = latest == Long.MIN_VALUE || now < latest ? 0 : latest + PAUSE_MILLIS - now;
        long wait = Math.max(own, pace.restMillis(nanoTime.getAsLong()));
        if (wait <= 0) {
            commit(now);
        } else {
            later = context.schedule(Duration.ofMillis(wait), PunctuationType.WALL_CLOCK_TIME, ignored -> makeUpFor());
        }
    }

    private void makeUpFor() {
        if (later != null) {
            later.cancel();
            later = null;
        }
        commit(context.currentSystemTimeMs());
    }

    private void commit(long now) {
        latest = now;
        context.commit();
    }
}
