package tidemark.topology.accounts;

import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.RememberedEvent;
import tidemark.topology.rows.Keys;

/**
 * Remembered events that had to leave their account's row (R11).
 *
 * <p>A key begins with the generation of its arrival, which is as long as the dedupe horizon: a retry needs two or three
 * point reads and no iterator, and what has expired lies together at the front, from where {@link ForgettingWalk} takes it.
 */
final class SpilledEvents {

    /* One generation may still be asked for and one more gives way to arrivals out of order. */
    private static final int GENERATIONS_KEPT = 2;

    private final KeyValueStore<Bytes, RememberedEvent> store;
    private final int generationMinutes;

    SpilledEvents(KeyValueStore<Bytes, RememberedEvent> store, Duration dedupeHorizon) {
        this.store = store;
        this.generationMinutes = Math.toIntExact(dedupeHorizon.plusMinutes(2).toMinutes());
    }

    void put(Bytes account, RememberedEvent event) {
        store.put(Keys.event(generationOf(event.arrivalMinute()), account, event.fingerprint()), event);
    }

    @Nullable
    RememberedEvent find(Bytes account, long fingerprint, int fromMinute, int toMinute) {
        int last = generationOf(fromMinute);
        for (int generation = generationOf(toMinute); generation >= last; generation--) {
            RememberedEvent event = store.get(Keys.event(generation, account, fingerprint));
            if (event != null) {
                return event;
            }
        }
        return null;
    }

    /**
     * Events that no retry can be recognised by any more.
     *
     * @param after the last key taken; null: from the start
     * @param newestArrival the newest arrival, epoch millis
     */
    KeyValueIterator<Bytes, RememberedEvent> expired(@Nullable Bytes after, long newestArrival) {
        int oldestKept = generationOf((int) (newestArrival / 60_000)) - GENERATIONS_KEPT;
        return store.range(after == null ? null : Keys.after(after), Keys.generation(Math.max(0, oldestKept)));
    }

    void forget(Bytes key) {
        store.delete(key);
    }

    private int generationOf(int minute) {
        return Math.max(0, minute) / generationMinutes;
    }
}
