package tidemark.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest few events of an account, remembered inside its row, oldest first (R11). When no more fit, all of them spill to a
 * store together.
 *
 * <p>Packed as the row stores it, 16 bytes each (fingerprint 8, check 4, arrival minute 4), because it is read and
 * written with every event and looked into with a plain scan. Immutable.
 */
public final class RecentEvents {

    /** How many events fit. More of them make each row dearer, fewer make more accounts spill, and more often. */
    public static final int CAPACITY = 8;

    /** None. */
    public static final RecentEvents NONE = new RecentEvents(new byte[0]);

    private static final int ENTRY = 16;

    private final byte[] packed;

    private RecentEvents(byte[] packed) {
        this.packed = packed;
    }

    /**
     * Wraps the packed form, which must not be changed afterwards.
     *
     * @throws IllegalArgumentException when it cannot be one
     */
    public static RecentEvents ofPacked(byte[] packed) {
        if (packed.length % ENTRY != 0 || packed.length > CAPACITY * ENTRY) {
            throw new IllegalArgumentException("packed events have 0.." + CAPACITY + " entries of " + ENTRY + " bytes");
        }
        return packed.length == 0 ? NONE : new RecentEvents(packed);
    }

    /** The packed form; not to be changed. */
    public byte[] packed() {
        return packed;
    }

    /** How many events are remembered here. */
    public int size() {
        return packed.length / ENTRY;
    }

    @Nullable
    RememberedEvent find(long fingerprint) {
        ByteBuffer entries = ByteBuffer.wrap(packed);
        for (int at = packed.length - ENTRY; at >= 0; at -= ENTRY) {
            if (entries.getLong(at) == fingerprint) {
                return entry(entries, at);
            }
        }
        return null;
    }

    /** Whether there is no room for another one. */
    boolean isFull() {
        return size() == CAPACITY;
    }

    /** With one more event. */
    RecentEvents plus(RememberedEvent added) {
        if (isFull()) {
            throw new IllegalStateException("there is no room for another event");
        }
        byte[] next = Arrays.copyOf(packed, packed.length + ENTRY);
        ByteBuffer.wrap(next)
                .putLong(packed.length, added.fingerprint())
                .putInt(packed.length + 8, added.check())
                .putInt(packed.length + 12, added.arrivalMinute());
        return new RecentEvents(next);
    }

    /** All of them, oldest first. */
    List<RememberedEvent> all() {
        ByteBuffer entries = ByteBuffer.wrap(packed);
        List<RememberedEvent> all = new ArrayList<>(size());
        for (int at = 0; at < packed.length; at += ENTRY) {
            all.add(entry(entries, at));
        }
        return all;
    }

    /** Whether any of them would still be recognised in that minute. */
    boolean anyWithin(int dedupeMinutes, int atMinute) {
        ByteBuffer entries = ByteBuffer.wrap(packed);
        for (int at = 0; at < packed.length; at += ENTRY) {
            if (entry(entries, at).within(dedupeMinutes, atMinute)) {
                return true;
            }
        }
        return false;
    }

    private static RememberedEvent entry(ByteBuffer entries, int at) {
        return new RememberedEvent(entries.getLong(at), entries.getInt(at + 8), entries.getInt(at + 12));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecentEvents that && Arrays.equals(packed, that.packed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(packed);
    }

    @Override
    public String toString() {
        return size() + " recent events";
    }
}
