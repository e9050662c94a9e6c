package tidemark.topology.walks;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Period;
import tidemark.topology.rows.Keys;

/**
 * Sends walks off when their day has come: at the start of the task, at the turn of a month, at midnight UTC.
 *
 * <p>The punctuation is anchored at midnight, so that it meets every turn at once. A task that was away then
 * catches up when it comes back.
 */
public final class Calendar {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Bytes LAST_TURN = Keys.of("last-turn");

    private final KeyValueStore<Bytes, byte[]> turns;
    private final TaskClock clock;
    private final Walks walks;
    private final Plan plan;
    private @Nullable Cancellable first;

    /**
     * A calendar for one task.
     *
     * @param turns where the last turn is kept, under a key that no walk has
     * @param plan what is sent off when
     */
    public Calendar(KeyValueStore<Bytes, byte[]> turns, TaskClock clock, Walks walks, Plan plan) {
        this.turns = turns;
        this.clock = clock;
        this.walks = walks;
        this.plan = plan;
    }

    /**
     * What is to be sent off when.
     *
     * @param atStart when the task starts
     * @param atMonthTurn when a month has begun, also one that began while the task was away
     * @param atMidnight every day
     */
    public record Plan(List<Bytes> atStart, List<Bytes> atMonthTurn, List<Bytes> atMidnight) {

        /** Copies the lists. */
        public Plan {
            atStart = List.copyOf(atStart);
            atMonthTurn = List.copyOf(atMonthTurn);
            atMidnight = List.copyOf(atMidnight);
        }
    }

    /** Begins, in {@code init}. */
    public void watch(ProcessingContext context) {
        Instant today = Instant.ofEpochMilli(clock.now()).truncatedTo(ChronoUnit.DAYS);
        context.schedule(today.plus(DAY), DAY, PunctuationType.WALL_CLOCK_TIME, now -> midnight());
        catchUp(context);
    }

    /* At once, but not from within init, where nothing can be written yet. */
    private void catchUp(ProcessingContext context) {
        first = context.schedule(Duration.ofMillis(1), PunctuationType.WALL_CLOCK_TIME, now -> {
            if (first != null) {
                first.cancel();
                first = null;
            }
            plan.atStart().forEach(walks::start);
            turnMonth();
        });
    }

    private void midnight() {
        turnMonth();
        plan.atMidnight().forEach(walks::start);
    }

    private void turnMonth() {
        Period current = Period.at(clock.now());
        byte[] stored = turns.get(LAST_TURN);
        if (stored != null && ByteBuffer.wrap(stored).getInt() >= current.index()) {
            return;
        }
        turns.put(LAST_TURN, ByteBuffer.allocate(4).putInt(current.index()).array());
        if (stored != null) {
            plan.atMonthTurn().forEach(walks::start);
        }
    }
}
