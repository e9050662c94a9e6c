package tidemark.topology.accounts;

import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.RememberedEvent;
import tidemark.topology.rows.Keys;

/**
 * Remembered events that had to leave their account's row (R11).
 *
 * <p>A window store, so that whole segments expire instead of single rows. The window an event lies in starts at a
 * multiple of the dedupe horizon, so a retry needs two or three point reads and no iterator. Stream time comes from
 * arrivals alone, which are the broker's clock, so no producer can push the segments out.
 */
public final class SpilledEvents {

    private final WindowStore<Bytes, RememberedEvent> store;
    private final long generationMillis;

    SpilledEvents(WindowStore<Bytes, RememberedEvent> store, Duration dedupeHorizon) {
        this.store = store;
        this.generationMillis = generation(dedupeHorizon).toMillis();
    }

    /** Length of the windows: the horizon, in whole minutes. */
    public static Duration generation(Duration dedupeHorizon) {
        return Duration.ofMinutes(dedupeHorizon.plusMinutes(2).toMinutes());
    }

    /** How long windows are kept: three of them, so that what arrives out of order still finds its own. */
    public static Duration retention(Duration dedupeHorizon) {
        return generation(dedupeHorizon).multipliedBy(3);
    }

    void put(Bytes account, RememberedEvent event) {
        store.put(Keys.event(account, event.fingerprint()), event, startOf(event.arrivalMinute()));
    }

    @Nullable
    RememberedEvent find(Bytes account, long fingerprint, int fromMinute, int toMinute) {
        Bytes key = Keys.event(account, fingerprint);
        long last = startOf(fromMinute);
        for (long start = startOf(toMinute); start >= last; start -= generationMillis) {
            RememberedEvent event = store.fetch(key, start);
            if (event != null) {
                return event;
            }
        }
        return null;
    }

    private long startOf(int minute) {
        long millis = minute * 60_000L;
        return Math.max(0, millis - Math.floorMod(millis, generationMillis));
    }
}
