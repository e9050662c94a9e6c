package tidemark.client.gate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import tidemark.events.DecisionReason;

/**
 * The newest decision of each account: an open-addressing table for one writer and any number of readers, who neither wait nor make
 * objects.
 *
 * <p>A slot is a tag (31 bits of the key's hash) and a row; a row knows all 128 bits and never changes. So whatever a reader finds
 * while the writer is at work is the row of its account, as it was or as it is. An account takes the row's 56 bytes and 8 bytes a
 * slot, with 1.33 to 4 slots for an account: 67 to 88 bytes, 73 for each of a million.
 */
final class DecisionTable implements KeyHash.Then<KnownDecision> {

    private static final VarHandle TAGS = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle ROWS = MethodHandles.arrayElementVarHandle(KnownDecision[].class);
    private static final int SMALLEST = 1 << 10;
    private static final int EMPTY = 0;
    private static final KnownDecision REMOVED =
            new KnownDecision(BlockedBy.NONE, DecisionReason.UNKNOWN, Verdict.NO_SEQUENCE, 0, Verdict.NEVER, 0, 0);

    private static final class Slots {
        final int[] tags;
        final @Nullable KnownDecision[] rows;
        final int mask;

        Slots(int capacity) {
            tags = new int[capacity];
            rows = new KnownDecision[capacity];
            mask = capacity - 1;
        }
    }

    private volatile Slots slots = new Slots(SMALLEST);
    private volatile int size;
    /* Writer only: rows, and slots that are not empty, which removed ones are not either. */
    private int live;
    private int taken;

    /** The row of the account with that hash; null if there is none. */
    @Override
    public @Nullable KnownDecision with(long high, long low) {
        Slots now = slots;
        int tag = tag(high);
        for (int i = (int) low & now.mask; ; i = (i + 1) & now.mask) {
            int found = (int) TAGS.getAcquire(now.tags, i);
            if (found == EMPTY) {
                return null;
            }
            if (found == tag) {
                KnownDecision row = (KnownDecision) ROWS.getAcquire(now.rows, i);
                if (row.isAbout(high, low) && row != REMOVED) {
                    return row;
                }
            }
        }
    }

    /** How many accounts there are. */
    int size() {
        return size;
    }

    /**
     * Keeps a row in place of the account's former one, unless that one is newer.
     *
     * @return the former one; null if there was none
     */
    @Nullable
    KnownDecision put(KnownDecision row) {
        Slots now = slots;
        int i = find(now, row.keyHigh(), row.keyLow());
        KnownDecision former = i < 0 ? null : now.rows[i];
        if (former != null) {
            if (former.sequence() <= row.sequence()) {
                ROWS.setRelease(now.rows, i, row);
            }
            return former;
        }
        if ((taken + 1) * 4L > now.tags.length * 3L) {
            now = rebuilt(now);
        }
        insert(now, row);
        taken++;
        live++;
        size = live;
        return null;
    }

    /** Forgets an account; gives its row back, null if there was none. Writer only. */
    @Nullable
    KnownDecision remove(long high, long low) {
        Slots now = slots;
        int i = find(now, high, low);
        KnownDecision row = i < 0 ? null : now.rows[i];
        if (row != null) {
            // The tag stays, so that whoever lies behind is still found.
            ROWS.setRelease(now.rows, i, REMOVED);
            live--;
            size = live;
        }
        return row;
    }

    private static int find(Slots now, long high, long low) {
        int tag = tag(high);
        for (int i = (int) low & now.mask; now.tags[i] != EMPTY; i = (i + 1) & now.mask) {
            KnownDecision row = now.rows[i];
            if (now.tags[i] == tag && row != null && row != REMOVED && row.isAbout(high, low)) {
                return i;
            }
        }
        return -1;
    }

    private static void insert(Slots into, KnownDecision row) {
        int i = (int) row.keyLow() & into.mask;
        while (into.tags[i] != EMPTY) {
            i = (i + 1) & into.mask;
        }
        // The row first: who sees the tag finds it.
        ROWS.setRelease(into.rows, i, row);
        TAGS.setRelease(into.tags, i, tag(row.keyHigh()));
    }

    /** Without the removed ones, and with at least half of it free. */
    private Slots rebuilt(Slots old) {
        int capacity = Math.max(SMALLEST, Integer.highestOneBit(live + 1) << 1);
        while ((live + 1) * 2L > capacity) {
            capacity <<= 1;
        }
        Slots wider = new Slots(capacity);
        for (KnownDecision row : old.rows) {
            if (row != null && row != REMOVED) {
                insert(wider, row);
            }
        }
        taken = live;
        slots = wider;
        return wider;
    }

    private static int tag(long high) {
        return (int) (high >>> 32) | 1;
    }
}
