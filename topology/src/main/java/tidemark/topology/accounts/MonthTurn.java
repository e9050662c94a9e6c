package tidemark.topology.accounts;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Period;
import tidemark.topology.rows.Keys;

/**
 * Notices once per task that a month has begun and sends the walks off: first the blocked accounts, then retention.
 *
 * <p>Months begin at midnight UTC, so a daily punctuation anchored at a month's start meets every one of them. A task
 * that was away at the turn catches up when it comes back.
 */
final class MonthTurn {

    private static final Bytes LAST_TURN = Keys.of("last-turn");

    private final KeyValueStore<Bytes, byte[]> turns;
    private final TaskClock clock;
    private final Runnable onTurn;
    private @Nullable Cancellable first;

    /**
     * Watches for the month.
     *
     * @param turns where the last turn is kept, under a key that no walk has
     * @param onTurn what to do when a month has begun
     */
    MonthTurn(KeyValueStore<Bytes, byte[]> turns, TaskClock clock, Runnable onTurn) {
        this.turns = turns;
        this.clock = clock;
        this.onTurn = onTurn;
    }

    void watch(ProcessingContext context) {
        Instant nextMonth = Instant.ofEpochMilli(Period.at(clock.now()).endMillis());
        context.schedule(nextMonth, Duration.ofDays(1), PunctuationType.WALL_CLOCK_TIME, now -> check());
        catchUp(context);
    }

    /* At once, but not from within init, where nothing can be written yet. */
    private void catchUp(ProcessingContext context) {
        first = context.schedule(Duration.ofMillis(1), PunctuationType.WALL_CLOCK_TIME, now -> {
            if (first != null) {
                first.cancel();
                first = null;
            }
            check();
        });
    }

    private void check() {
        Period current = Period.at(clock.now());
        byte[] stored = turns.get(LAST_TURN);
        if (stored != null && ByteBuffer.wrap(stored).getInt() >= current.index()) {
            return;
        }
        turns.put(LAST_TURN, ByteBuffer.allocate(4).putInt(current.index()).array());
        if (stored != null) {
            onTurn.run();
        }
    }
}
