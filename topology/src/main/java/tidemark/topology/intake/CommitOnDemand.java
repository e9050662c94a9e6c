package tidemark.topology.intake;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * Commits soon when somebody waits for an output, but not before the thread has processed for twice as long as its last
 * commit took ({@link CommitPace}): a commit costs a transaction.
 *
 * <p>One commit serves everybody who asked before it, whichever task of the thread they are. A request that comes too early
 * is made up for when its time has come, by a punctuation that fires once. None is scheduled otherwise, because every
 * punctuation makes the task commit.
 */
public final class CommitOnDemand {

    /* A request that Kafka Streams has not followed by then is made again: it forgets those of a task that is suspended. */
    private static final long PATIENCE_NANOS = 10_000_000;

    private final ProcessingContext context;
    private final CommitPace pace;
    private final LongSupplier nanoTime;
    private @Nullable Cancellable later;

    private boolean asked;
    private long askedAfter;
    private long askedAt;

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
        long now = nanoTime.getAsLong();
        if (later != null || isUnderWay(now)) {
            return;
        }
        long wait = pace.restMillis(now);
        if (wait <= 0) {
            commit(now);
        } else {
            long commits = pace.commits();
            later = context.schedule(
                    Duration.ofMillis(wait), PunctuationType.WALL_CLOCK_TIME, ignored -> makeUpFor(commits));
        }
    }

    private boolean isUnderWay(long now) {
        return asked && askedAfter == pace.commits() && now - askedAt < PATIENCE_NANOS;
    }

    private void makeUpFor(long commitsThen) {
        if (later != null) {
            later.cancel();
            later = null;
        }
        if (pace.commits() == commitsThen) {
            commit(nanoTime.getAsLong());
        }
    }

    private void commit(long now) {
        asked = true;
        askedAfter = pace.commits();
        askedAt = now;
        context.commit();
    }
}
