package tidemark.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The newest few events of an account, remembered inside its row, oldest first (R11). Older ones spill to a store.
 *
 * <p>Packed as the row stores it, 16 bytes each (fingerprint 8, check 4, arrival minute 4), because it is read and
 * written with every event and looked into with a plain scan. Immutable.
 */
public final class RecentEvents {

    /** How many events fit. More of them make each row dearer, fewer make more accounts spill. */
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

    /** The event that has to leave to make room for another one; null while there is room. */
    @Nullable
    RememberedEvent oldestOfFull() {
        return size() < CAPACITY ? null : entry(ByteBuffer.wrap(packed), 0);
    }

    /** With one more event; the oldest makes room. */
    RecentEvents plus(RememberedEvent added) {
        int keepFrom = size() < CAPACITY ? 0 : ENTRY;
        byte[] next = Arrays.copyOfRange(packed, keepFrom, packed.length + ENTRY);
        ByteBuffer.wrap(next)
                .putLong(next.length - ENTRY, added.fingerprint())
                .putInt(next.length - 8, added.check())
                .putInt(next.length - 4, added.arrivalMinute());
        return new RecentEvents(next);
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
