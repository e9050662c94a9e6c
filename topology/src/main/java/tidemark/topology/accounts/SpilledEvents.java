package tidemark.topology.accounts;

import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Effect.Spilled;
import tidemark.ledger.RememberedEvent;
import tidemark.topology.rows.EventPage;
import tidemark.topology.rows.Keys;
import tidemark.topology.rows.PageKey;

/**
 * Remembered events that had to leave their account's row (R11).
 *
 * <p>Each spill belongs to the generation of the newest arrival that has left the row by then; a generation is as long as the dedupe
 * horizon, so a retry looks into two or three. {@link SpilledFilters} spares nearly all look-ups that would find nothing, and what has expired lies together
 * at the front, from where {@link ForgettingWalk} takes it.
 */
final class SpilledEvents {

    /* One generation may still be asked for and one more gives way to arrivals out of order. */
    private static final int GENERATIONS_KEPT = 2;

    private final KeyValueStore<Bytes, EventPage> store;
    private final EventRuns runs;
    private final SpilledFilters filters;
    private final int generationMinutes;
    private @Nullable Bytes lastRecalled;

    SpilledEvents(KeyValueStore<Bytes, EventPage> store, SpilledFilters filters, Duration dedupeHorizon) {
        this.store = store;
        this.runs = new EventRuns(store);
        this.filters = filters;
        this.generationMinutes = Math.toIntExact(dedupeHorizon.plusMinutes(2).toMinutes());
    }

    /** Takes events that have left their row together. */
    void put(Bytes account, Spilled spilled) {
        int generation = generationOf(spilled.newestMinute());
        for (RememberedEvent event : spilled.events()) {
            filters.add(generation, account, event.fingerprint());
        }
        runs.add(generation, account, spilled.events(), spilled.number());
    }

    /**
     * An event that has left its row.
     *
     * @param fromMinute its earliest arrival of interest
     * @param toMinute no event of the account that has left its row arrived later
     */
    @Nullable
    RememberedEvent find(Bytes account, long fingerprint, int fromMinute, int toMinute) {
        int last = generationOf(fromMinute);
        for (int generation = generationOf(toMinute); generation >= last; generation--) {
            RememberedEvent event = filters.mayHold(generation, account, fingerprint)
                    ? runs.find(generation, account, fingerprint)
                    : null;
            if (event != null) {
                return event;
            }
        }
        return null;
    }

    /** Pages that the heap does not know of yet. */
    KeyValueIterator<Bytes, EventPage> notRecalled() {
        return store.range(lastRecalled == null ? null : Keys.after(lastRecalled), null);
    }

    /** Tells the heap of a page. */
    void recall(Bytes key, EventPage page) {
        lastRecalled = key;
        PageKey parsed = PageKey.of(key);
        for (RememberedEvent event : page.events()) {
            filters.add(parsed.generation(), parsed.account(), event.fingerprint());
        }
    }

    /** The heap has been told of all events. */
    void recalled() {
        filters.completed();
    }

    /**
     * Pages of events by which no retry can be recognised any more.
     *
     * @param after the last key taken; null: from the start
     * @param newestArrival the newest arrival, epoch millis
     */
    KeyValueIterator<Bytes, EventPage> expired(@Nullable Bytes after, long newestArrival) {
        int oldestKept = Math.max(0, generationOf((int) (newestArrival / 60_000)) - GENERATIONS_KEPT);
        filters.forgetBefore(oldestKept);
        return store.range(after == null ? null : Keys.after(after), PageKey.generation(oldestKept));
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
