package tidemark.topology.intake;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Commits that do not wait for the commit interval because somebody waits for what was sent, but are not more frequent than is good. */
public final class CommitOnDemand {

    /** Shortest time between two requested commits. */
    public static final Duration STANDARD_PAUSE = Duration.ofMillis(10);

    private final ProcessorContext<?, ?> context;
    private final long pauseMillis;
    private @Nullable Cancellable timer;
    private long notBefore;

    /** Commits of one task, with {@link #STANDARD_PAUSE}. */
    public CommitOnDemand(ProcessorContext<?, ?> context) {
        this(context, STANDARD_PAUSE);
    }

    /** Commits of one task, with this pause between two of them. */
    public CommitOnDemand(ProcessorContext<?, ?> context, Duration pause) {
        this.context = context;
        this.pauseMillis = pause.toMillis();
    }

    /** Asks for a commit as soon as the pause allows. */
    public void request() {
        long now = context.currentSystemTimeMs();
        if (timer != null) {
            return;
        }
        if (now >= notBefore) {
            commit(now);
        } else {
            timer = context.schedule(
                    Duration.ofMillis(Math.min(notBefore - now, pauseMillis)),
                    PunctuationType.WALL_CLOCK_TIME,
                    this::commitByTimer);
        }
    }

    private void commitByTimer(long now) {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        commit(now);
    }

    private void commit(long now) {
        notBefore = now + pauseMillis;
        context.commit();
    }
}
