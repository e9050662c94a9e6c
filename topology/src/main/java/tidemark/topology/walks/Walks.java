package tidemark.topology.walks;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.topology.rows.Keys;

/**
 * Walks under way in one task: several take turns, each for a slice of a few milliseconds, so that usage goes on in
 * between. Where each stands is stored and commits with what it did, so a crash resumes it.
 *
 * <p>The punctuation exists only while there is a walk: every punctuation makes the task commit.
 */
public final class Walks {

    private static final long LEAST_PAUSE_MILLIS = 1;
    private static final long SLICE_NANOS = Duration.ofMillis(5).toNanos();
    private static final byte[] AT_THE_START = {};

    private final ProcessingContext context;
    private final KeyValueStore<Bytes, byte[]> cursors;
    private final Function<Bytes, Walk<?>> walkOf;
    private final LongSupplier nanoTime;
    private final WalkPace pace = WalkPace.ofThread();
    private @Nullable Cancellable schedule;
    private @Nullable Bytes lastServed;

    /**
     * The walks of a task.
     *
     * @param cursors walk id to the last key visited
     * @param walkOf makes the walk of an id
     */
    public Walks(
            ProcessingContext context,
            KeyValueStore<Bytes, byte[]> cursors,
            Function<Bytes, Walk<?>> walkOf,
            LongSupplier nanoTime) {
        this.context = context;
        this.cursors = cursors;
        this.walkOf = walkOf;
        this.nanoTime = nanoTime;
    }

    /** Starts a walk, or starts it again from its first key. */
    public void start(Bytes id) {
        cursors.put(id, AT_THE_START);
        goOn();
    }

    /** Goes on with what an earlier life of the task has left. */
    public void resume() {
        if (next(null) != null) {
            goOn();
        }
    }

    private void goOn() {
        if (schedule == null) {
            pause(LEAST_PAUSE_MILLIS);
        }
    }

    /* Scheduled anew each time: a punctuation that is due and does nothing slows records down as one that does much. */
    private void pause(long millis) {
        schedule = context.schedule(Duration.ofMillis(millis), PunctuationType.WALL_CLOCK_TIME, now -> takeTurn());
    }

    private void takeTurn() {
        if (schedule != null) {
            schedule.cancel();
            schedule = null;
        }
        long start = nanoTime.getAsLong();
        long rest = pace.restMillis(start);
        if (rest > 0) {
            pause(rest);
            return;
        }
        boolean more = slice(start + SLICE_NANOS);
        long end = nanoTime.getAsLong();
        pace.walked(start, end);
        if (more) {
            pause(pace.pauseMillis(end));
        }
    }

    /** Walks until time is up (true) or no walk is left (false). */
    private boolean slice(long deadline) {
        KeyValue<Bytes, byte[]> turn = next(lastServed);
        while (turn != null && nanoTime.getAsLong() - deadline < 0) {
            lastServed = turn.key;
            if (!advance(turn.key, turn.value, deadline)) {
                return true;
            }
            turn = next(lastServed);
        }
        return turn != null;
    }

    /** Visits keys until the walk ends (true) or time is up (false). */
    private boolean advance(Bytes id, byte[] cursor, long deadline) {
        return advance(walkOf.apply(id), id, cursor, deadline);
    }

    private <V> boolean advance(Walk<V> walk, Bytes id, byte[] cursor, long deadline) {
        Bytes last = null;
        try (KeyValueIterator<Bytes, V> rows = walk.from(cursor.length == 0 ? null : Bytes.wrap(cursor))) {
            while (rows.hasNext()) {
                if (last != null && nanoTime.getAsLong() - deadline >= 0) {
                    cursors.put(id, last.get());
                    return false;
                }
                KeyValue<Bytes, V> row = rows.next();
                last = row.key;
                walk.visit(last, row.value);
            }
        }
        cursors.delete(id);
        walk.done();
        return true;
    }

    /* The walk whose turn it is after that one; round, so that a long walk does not hold up a short one. */
    private @Nullable KeyValue<Bytes, byte[]> next(@Nullable Bytes served) {
        KeyValue<Bytes, byte[]> later = served == null ? null : first(Keys.after(served));
        return later == null ? first(WalkIds.FIRST) : later;
    }

    private @Nullable KeyValue<Bytes, byte[]> first(Bytes from) {
        try (KeyValueIterator<Bytes, byte[]> rest = cursors.range(from, WalkIds.LAST)) {
            return rest.hasNext() ? rest.next() : null;
        }
    }
}
