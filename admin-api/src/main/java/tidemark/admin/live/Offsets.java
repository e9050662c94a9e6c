package tidemark.admin.live;

import java.util.Arrays;

/** The next offset to read of each partition of each kind; some partitions may be left out. Mutable, for one thread or under a lock. */
final class Offsets {

    /** Stands for a partition that is left out. */
    static final long NONE = -1;

    private final long[][] next;

    private Offsets(long[][] next) {
        this.next = next;
    }

    /** All of these partitions, left out so far. */
    static Offsets none(int[] partitions) {
        long[][] next = new long[EventKind.COUNT][];
        for (int kind = 0; kind < next.length; kind++) {
            next[kind] = new long[partitions[kind]];
            Arrays.fill(next[kind], NONE);
        }
        return new Offsets(next);
    }

    Offsets copy() {
        long[][] copy = new long[next.length][];
        for (int kind = 0; kind < next.length; kind++) {
            copy[kind] = next[kind].clone();
        }
        return new Offsets(copy);
    }

    /** The part of these that matters to a stream. */
    Offsets of(Watched watched) {
        Offsets part = copy();
        for (int kind = 0; kind < next.length; kind++) {
            for (int partition = 0; partition < next[kind].length; partition++) {
                if (!watched.mayLieOn(partition, next[kind].length)) {
                    part.next[kind][partition] = NONE;
                }
            }
        }
        return part;
    }

    /**
     * The same partitions as they stood then. Of a topic that has got more since, new ones begin at their beginning.
     *
     * @param then of the same stream
     */
    Offsets from(Offsets then) {
        Offsets from = copy();
        for (int kind = 0; kind < next.length; kind++) {
            for (int partition = 0; partition < next[kind].length; partition++) {
                if (has(kind, partition)) {
                    boolean known = partition < then.next[kind].length && then.has(kind, partition);
                    from.next[kind][partition] = known ? then.next[kind][partition] : 0;
                }
            }
        }
        return from;
    }

    int partitions(int kind) {
        return next[kind].length;
    }

    long get(int kind, int partition) {
        return next[kind][partition];
    }

    boolean has(int kind, int partition) {
        return next[kind][partition] != NONE;
    }

    void set(int kind, int partition, long offset) {
        next[kind][partition] = offset;
    }

    /** Moves forward only. */
    void raise(int kind, int partition, long offset) {
        next[kind][partition] = Math.max(next[kind][partition], offset);
    }

    /** Moves every partition that is here forward to where the other one stands. */
    void raiseTo(Offsets other) {
        for (int kind = 0; kind < next.length; kind++) {
            for (int partition = 0; partition < next[kind].length; partition++) {
                if (has(kind, partition)) {
                    raise(kind, partition, other.next[kind][partition]);
                }
            }
        }
    }

    /** Whether every partition that is here stands where the other one does, or further. */
    boolean reaches(Offsets other) {
        for (int kind = 0; kind < next.length; kind++) {
            for (int partition = 0; partition < next[kind].length; partition++) {
                if (has(kind, partition) && next[kind][partition] < other.next[kind][partition]) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return Arrays.deepToString(next);
    }
}
