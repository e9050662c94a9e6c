package tidemark.topology.accounts;

import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import tidemark.topology.graph.RowBudget;

/**
 * Rows as bytes on the heap, by key: those used lately, as many as the budget has bytes for. Not thread-safe.
 *
 * <p>A row is one array that holds its key and its value, and it is written again in place. So a collection of the young generation
 * finds nothing here to follow or to move, however many rows there are and however often they change (ADR 18): a map of decoded rows
 * cost a fifth of the time in pauses.
 *
 * <p>Which rows go is found by a clock: a hand goes round and lets go of rows that were not used since it last came by.
 */
final class EncodedRows implements AutoCloseable {

    private static final int FIRST_CAPACITY = 64;

    /* Arrays grow in steps, so that a row that grows a little is mostly written in place. */
    private static final int STEP = 64;

    /* Of a row beside its bytes: the header of the array, the reference to it, where key and value end, its flag, and its share of an
     * index that is at most three quarters full. */
    private static final int OVERHEAD = 16 + 4 + 4 + 4 + 1 + 8;

    private final RowBudget.Share share;

    private byte[][] rows = new byte[FIRST_CAPACITY][];
    private int[] keyEnds = new int[FIRST_CAPACITY];
    private int[] ends = new int[FIRST_CAPACITY];
    private boolean[] used = new boolean[FIRST_CAPACITY];

    /* Rows are numbered; those numbers that are free are stacked up. */
    private int[] free = new int[FIRST_CAPACITY];
    private int freed;
    private int numbered;

    /* Open addressing, linear probing: number of the row plus one, 0 for an empty place. */
    private int[] index = new int[2 * FIRST_CAPACITY];

    private int count;
    private long bytes;
    private int hand;

    EncodedRows(RowBudget budget) {
        this.share = budget.join();
    }

    /** What {@link #find} answers where there is no such row. */
    static final int NONE = -1;

    /** The number of that row until the next change of any row, or {@link #NONE}. It counts as used. */
    int find(Bytes key) {
        int number = index[placeOf(key)] - 1;
        if (number != NONE) {
            used[number] = true;
        }
        return number;
    }

    /** The array that the value of a row that was found lies in. */
    byte[] array(int number) {
        return rows[number];
    }

    /** Where in that array the value begins. */
    int from(int number) {
        return keyEnds[number];
    }

    /** Where in that array the value ends. */
    int to(int number) {
        return ends[number];
    }

    /** Keeps a row, in place of any other under that key. */
    void put(Bytes key, byte[] value) {
        int place = placeOf(key);
        int number = index[place] - 1;
        if (number == NONE) {
            number = add(key, value.length, place);
        } else {
            used[number] = true;
            if (rows[number].length < keyEnds[number] + value.length) {
                grow(number, key, value.length);
            }
        }
        System.arraycopy(value, 0, rows[number], keyEnds[number], value.length);
        ends[number] = keyEnds[number] + value.length;
        letGo(number);
    }

    /** Forgets a row. */
    void remove(Bytes key) {
        int place = placeOf(key);
        if (index[place] != 0) {
            remove(place);
        }
    }

    /** How many rows there are. */
    int count() {
        return count;
    }

    /** Gives the share of the budget back. */
    @Override
    public void close() {
        share.leave();
    }

    private int add(Bytes key, int length, int place) {
        int number = freed > 0 ? free[--freed] : number();
        byte[] own = key.get();
        byte[] row = new byte[capacity(own.length + length)];
        System.arraycopy(own, 0, row, 0, own.length);
        rows[number] = row;
        keyEnds[number] = own.length;
        index[place] = number + 1;
        bytes += row.length + OVERHEAD;
        if (++count > index.length / 4 * 3) {
            enlargeIndex();
        }
        return number;
    }

    private void grow(int number, Bytes key, int length) {
        byte[] row = Arrays.copyOf(key.get(), capacity(key.get().length + length));
        bytes += row.length - rows[number].length;
        rows[number] = row;
    }

    private int number() {
        if (numbered == rows.length) {
            int capacity = numbered + numbered / 2;
            rows = Arrays.copyOf(rows, capacity);
            keyEnds = Arrays.copyOf(keyEnds, capacity);
            ends = Arrays.copyOf(ends, capacity);
            used = Arrays.copyOf(used, capacity);
            free = Arrays.copyOf(free, capacity);
        }
        return numbered++;
    }

    /* Never the row that was just put, however small the share is. */
    private void letGo(int spared) {
        long most = share.bytes();
        while (bytes > most && count > 1) {
            hand = hand < numbered ? hand : 0;
            if (rows[hand] != null && hand != spared) {
                if (used[hand]) {
                    used[hand] = false;
                } else {
                    remove(placeOfNumber(hand));
                }
            }
            hand++;
        }
    }

    private void remove(int place) {
        int number = index[place] - 1;
        bytes -= rows[number].length + OVERHEAD;
        rows[number] = null;
        used[number] = false;
        free[freed++] = number;
        count--;
        closeGap(place);
    }

    /* Those behind an emptied place move up, if a search for them would otherwise end there (Knuth, volume 3, section 6.4, algorithm R). */
    private void closeGap(int place) {
        int mask = index.length - 1;
        int gap = place;
        for (int next = gap + 1 & mask; index[next] != 0; next = next + 1 & mask) {
            int home = homeOf(index[next] - 1);
            if ((next - home & mask) >= (next - gap & mask)) {
                index[gap] = index[next];
                gap = next;
            }
        }
        index[gap] = 0;
    }

    private void enlargeIndex() {
        index = new int[index.length * 2];
        int mask = index.length - 1;
        for (int number = 0; number < numbered; number++) {
            if (rows[number] != null) {
                int place = homeOf(number);
                while (index[place] != 0) {
                    place = place + 1 & mask;
                }
                index[place] = number + 1;
            }
        }
    }

    /* Where the row is, or the empty place where it would have to be. */
    private int placeOf(Bytes key) {
        byte[] wanted = key.get();
        int mask = index.length - 1;
        int place = home(wanted, wanted.length);
        while (index[place] != 0 && !isKeyOf(index[place] - 1, wanted)) {
            place = place + 1 & mask;
        }
        return place;
    }

    private int placeOfNumber(int number) {
        int mask = index.length - 1;
        int place = homeOf(number);
        while (index[place] != number + 1) {
            place = place + 1 & mask;
        }
        return place;
    }

    private boolean isKeyOf(int number, byte[] wanted) {
        int length = keyEnds[number];
        return length == wanted.length && Arrays.equals(rows[number], 0, length, wanted, 0, length);
    }

    private int homeOf(int number) {
        return home(rows[number], keyEnds[number]);
    }

    private int home(byte[] array, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + array[i];
        }
        // Keys differ in their last characters: spread them (the finaliser of MurmurHash3, by Austin Appleby).
        hash ^= hash >>> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >>> 13;
        hash *= 0xc2b2ae35;
        hash ^= hash >>> 16;
        return hash & index.length - 1;
    }

    private static int capacity(int length) {
        return (length + STEP - 1) / STEP * STEP;
    }
}
