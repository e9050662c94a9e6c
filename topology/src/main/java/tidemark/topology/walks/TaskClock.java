package tidemark.topology.walks;

import java.util.function.LongSupplier;

/** What time it is for one task: the later of the node's clock and the newest arrival it has seen (R10). */
public final class TaskClock {

    private final LongSupplier nodeClock;
    private long newestArrival;

    /** By that clock, which gives epoch millis. */
    public TaskClock(LongSupplier nodeClock) {
        this.nodeClock = nodeClock;
    }

    /** Takes note of an arrival, in epoch millis. */
    public void saw(long arrival) {
        newestArrival = Math.max(newestArrival, arrival);
    }

    /** The newest arrival seen, epoch millis; 0: none yet. */
    public long newestArrival() {
        return newestArrival;
    }

    /** Now, in epoch millis. */
    public long now() {
        return Math.max(nodeClock.getAsLong(), newestArrival);
    }
}
