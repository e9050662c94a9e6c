package tidemark.ledger;

/**
 * A sum of longs that cannot overflow: 128 bits, of which only the value at the end is held at the ends of long.
 *
 * <p>What is added and taken away later comes out exact, in any order, however far the sum was beyond a long in between.
 * Mutable, for one thread.
 */
public final class WideSum {

    private long low;
    private long wraps;

    /** Adds. */
    public void add(long more) {
        long sum = low + more;
        /* Both have the sign that the sum has not (Hacker's Delight, 2-13). */
        if (((low ^ sum) & (more ^ sum)) < 0) {
            wraps += more < 0 ? -1 : 1;
        }
        low = sum;
    }

    /** The sum; the nearest long where it is beyond. */
    public long value() {
        if (wraps == 0) {
            return low;
        }
        return wraps > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
}
