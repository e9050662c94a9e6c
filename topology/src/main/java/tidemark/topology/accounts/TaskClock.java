package tidemark.topology.accounts;

import java.util.function.LongSupplier;

/** What time it is for one task: the later of the node's clock and the newest arrival it has seen (R10). */
final class TaskClock {

    private final LongSupplier nodeClock;
    private long newestArrival;

    TaskClock(LongSupplier nodeClock) {
        this.nodeClock = nodeClock;
    }

    /** Takes note of an arrival, in epoch millis. */
    void saw(long arrival) {
        newestArrival = Math.max(newestArrival, arrival);
    }

    /** The newest arrival seen, epoch millis; 0: none yet. */
    long newestArrival() {
        return newestArrival;
    }

    /** Now, in epoch millis. */
    long now() {
        return Math.max(nodeClock.getAsLong(), newestArrival);
    }
}
