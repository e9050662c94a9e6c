package tidemark.topology.accounts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.RememberedEvent;
import tidemark.topology.rows.Keys;

/**
 * Remembered events that had to leave their account's row (R11).
 *
 * <p>A key begins with the generation of its arrival, which is as long as the dedupe horizon: a retry needs two or three
 * point reads and no iterator, of which {@link SpilledFilters} spares most, and what has expired lies together at the front, from where {@link ForgettingWalk} takes it.
 */
final class SpilledEvents {

    /* One generation may still be asked for and one more gives way to arrivals out of order. */
    private static final int GENERATIONS_KEPT = 2;

    private final KeyValueStore<Bytes, RememberedEvent> store;
    private final SpilledFilters filters;
    private final int generationMinutes;
    private @Nullable Bytes lastRecalled;

    SpilledEvents(KeyValueStore<Bytes, RememberedEvent> store, SpilledFilters filters, Duration dedupeHorizon) {
        this.store = store;
        this.filters = filters;
        this.generationMinutes = Math.toIntExact(dedupeHorizon.plusMinutes(2).toMinutes());
    }

    void put(Bytes account, List<RememberedEvent> events) {
        List<KeyValue<Bytes, RememberedEvent>> rows = new ArrayList<>(events.size());
        for (RememberedEvent event : events) {
            int generation = generationOf(event.arrivalMinute());
            filters.add(generation, account, event.fingerprint());
            rows.add(KeyValue.pair(Keys.event(generation, account, event.fingerprint()), event));
        }
        store.putAll(rows);
    }

    @Nullable
    RememberedEvent find(Bytes account, long fingerprint, int fromMinute, int toMinute) {
        int last = generationOf(fromMinute);
        for (int generation = generationOf(toMinute); generation >= last; generation--) {
            // RocksDB takes its time to say that there is nothing: its Java binding throws and catches a C++ exception
            // for it.
            RememberedEvent event = filters.mayHold(generation, account, fingerprint)
                    ? store.get(Keys.event(generation, account, fingerprint))
                    : null;
            if (event != null) {
                return event;
            }
        }
        return null;
    }

    /** Events that the heap does not know of yet. */
    KeyValueIterator<Bytes, RememberedEvent> notRecalled() {
        return store.range(lastRecalled == null ? null : Keys.after(lastRecalled), null);
    }

    /** Tells the heap of an event. */
    void recall(Bytes key, RememberedEvent event) {
        lastRecalled = key;
        filters.add(generationOf(event.arrivalMinute()), Keys.accountOf(key), event.fingerprint());
    }

    /** The heap has been told of all events. */
    void recalled() {
        filters.completed();
    }

    /**
     * Events that no retry can be recognised by any more.
     *
     * @param after the last key taken; null: from the start
     * @param newestArrival the newest arrival, epoch millis
     */
    KeyValueIterator<Bytes, RememberedEvent> expired(@Nullable Bytes after, long newestArrival) {
        int oldestKept = Math.max(0, generationOf((int) (newestArrival / 60_000)) - GENERATIONS_KEPT);
        filters.forgetBefore(oldestKept);
        return store.range(after == null ? null : Keys.after(after), Keys.generation(oldestKept));
    }

    void forget(Bytes key) {
        store.delete(key);
    }

    /** Gives the heap back. */
    void close() {
        filters.close();
    }

    private int generationOf(int minute) {
        return Math.max(0, minute) / generationMinutes;
    }
}
