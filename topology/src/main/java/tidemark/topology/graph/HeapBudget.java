package tidemark.topology.graph;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of heap that the tasks of a node share, first come, first served. Thread-safe. */
public final class HeapBudget {

    private final AtomicLong left;

    /** That many bytes. */
    public HeapBudget(long bytes) {
        left = new AtomicLong(bytes);
    }

    /** Takes so many bytes, or none if not that many are left. */
    public boolean take(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    /** Gives so many bytes back. */
    public void give(long bytes) {
        left.addAndGet(bytes);
    }
}
