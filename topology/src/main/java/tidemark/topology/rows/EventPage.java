package tidemark.topology.rows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.RememberedEvent;

/**
 * Remembered events of one account that are stored together, in the order of their fingerprints, so that one is found by halving.
 *
 * <p>Packed as it is stored, 16 bytes each: fingerprint 8, check 4, arrival minute 4. Immutable.
 */
public final class EventPage {

    private static final int ENTRY = 16;

    private final byte[] packed;

    private EventPage(byte[] packed) {
        this.packed = packed;
    }

    /** A page of those events, given in any order. */
    public static EventPage of(Collection<RememberedEvent> events) {
        ByteBuffer packed = ByteBuffer.allocate(events.size() * ENTRY);
        events.stream().sorted(EventPage::compare).forEach(event -> packed.putLong(event.fingerprint())
                .putInt(event.check())
                .putInt(event.arrivalMinute()));
        return new EventPage(packed.array());
    }

    /**
     * Wraps the packed form, which must not be changed afterwards.
     *
     * @throws IllegalArgumentException when it cannot be one
     */
    static EventPage ofPacked(byte[] packed) {
        if (packed.length == 0 || packed.length % ENTRY != 0) {
            throw new IllegalArgumentException("a page has one or more entries of " + ENTRY + " bytes");
        }
        return new EventPage(packed);
    }

    byte[] packed() {
        return packed;
    }

    /** How many events there are. */
    public int size() {
        return packed.length / ENTRY;
    }

    /** All events, in their order. */
    public List<RememberedEvent> events() {
        List<RememberedEvent> events = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            events.add(event(i));
        }
        return events;
    }

    /** The event of that fingerprint that arrived last; null: none. */
    public @Nullable RememberedEvent find(long fingerprint) {
        int low = 0;
        int beyond = size();
        while (low < beyond) {
            int middle = (low + beyond) >>> 1;
            if (Long.compareUnsigned(fingerprint(middle), fingerprint) <= 0) {
                low = middle + 1;
            } else {
                beyond = middle;
            }
        }
        return low > 0 && fingerprint(low - 1) == fingerprint ? event(low - 1) : null;
    }

    /** The order in a page, and of the pages of a run: by fingerprint without sign, then by arrival. */
    public static int compare(RememberedEvent one, RememberedEvent other) {
        int byFingerprint = Long.compareUnsigned(one.fingerprint(), other.fingerprint());
        return byFingerprint != 0 ? byFingerprint : Integer.compare(one.arrivalMinute(), other.arrivalMinute());
    }

    private long fingerprint(int index) {
        return ByteBuffer.wrap(packed).getLong(index * ENTRY);
    }

    private RememberedEvent event(int index) {
        ByteBuffer entries = ByteBuffer.wrap(packed);
        int at = index * ENTRY;
        return new RememberedEvent(entries.getLong(at), entries.getInt(at + 8), entries.getInt(at + 12));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventPage that && Arrays.equals(packed, that.packed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(packed);
    }

    @Override
    public String toString() {
        return size() + " events";
    }
}
