package tidemark.topology.accounts;

import java.util.ArrayList;
import java.util.List;
import tidemark.topology.graph.HeapBudget;

/**
 * Says of an event, by a 64-bit hash, that it is not among those added, or that it may be: a Bloom filter that grows.
 *
 * <p>Each event has its bits within one block of 512, which is a line of the processor's cache (Putze, Sanders and Singler,
 * "Cache-, Hash- and Space-Efficient Bloom Filters", 2007). With 20 bits for each event at the least and 7 of them set, about one in a thousand that
 * was never added may be in a full layer, and each layer is twice as large as the one before, so that there are few. When the budget
 * is spent, it says of all that they may be there.
 */
final class EventFilter {

    private static final int FIRST_BLOCKS = 1024;
    private static final int BLOCK_LONGS = 8;
    private static final int BLOCK_BITS = BLOCK_LONGS * Long.SIZE;
    private static final int BITS_FOR_EACH = 20;
    private static final int PROBES = 7;

    /* Nine bits of a hash choose one of the 512 of a block. */
    private static final int PROBE_BITS = 9;

    private final HeapBudget budget;
    private final List<long[]> layers = new ArrayList<>();
    private long room;
    private boolean spent;

    EventFilter(HeapBudget budget) {
        this.budget = budget;
    }

    /** Adds an event; adding it again does no harm. */
    void add(long hash) {
        if (room == 0 && !grow()) {
            return;
        }
        room--;
        long[] newest = layers.get(layers.size() - 1);
        int block = blockOf(hash, newest);
        long probes = probesOf(hash);
        for (int i = 0; i < PROBES; i++) {
            int bit = (int) (probes >>> (i * PROBE_BITS)) & (BLOCK_BITS - 1);
            newest[block + (bit >>> 6)] |= 1L << bit;
        }
    }

    /** False: it was never added. */
    boolean mayHold(long hash) {
        if (spent) {
            return true;
        }
        long probes = probesOf(hash);
        for (int layer = layers.size() - 1; layer >= 0; layer--) {
            if (mayHold(layers.get(layer), hash, probes)) {
                return true;
            }
        }
        return false;
    }

    /** Gives its memory back; not to be used any more. */
    void drop() {
        layers.forEach(layer -> budget.give(bytesOf(layer.length)));
        layers.clear();
    }

    private static boolean mayHold(long[] layer, long hash, long probes) {
        int block = blockOf(hash, layer);
        for (int i = 0; i < PROBES; i++) {
            int bit = (int) (probes >>> (i * PROBE_BITS)) & (BLOCK_BITS - 1);
            if ((layer[block + (bit >>> 6)] & (1L << bit)) == 0) {
                return false;
            }
        }
        return true;
    }

    private boolean grow() {
        if (spent) {
            return false;
        }
        int longs = layers.isEmpty() ? FIRST_BLOCKS * BLOCK_LONGS : layers.get(layers.size() - 1).length * 2;
        if (longs < 0 || !budget.take(bytesOf(longs))) {
            spent = true;
            drop();
            return false;
        }
        layers.add(new long[longs]);
        room = (long) longs * Long.SIZE / BITS_FOR_EACH;
        return true;
    }

    private static long bytesOf(int longs) {
        return (long) longs * Long.BYTES;
    }

    /* Layers have a power of two of blocks; the upper bits choose one. */
    private static int blockOf(long hash, long[] layer) {
        int blocks = layer.length / BLOCK_LONGS;
        return ((int) (hash >>> 32) & (blocks - 1)) * BLOCK_LONGS;
    }

    /* Bits that have little to do with those that choose the block: the hash times the golden ratio. */
    private static long probesOf(long hash) {
        return (hash * 0x9E3779B97F4A7C15L) >>> 1;
    }
}
