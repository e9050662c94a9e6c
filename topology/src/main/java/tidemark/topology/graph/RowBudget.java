package tidemark.topology.graph;

import java.util.concurrent.atomic.AtomicInteger;

/** How many bytes of rows the tasks of a node may keep on the heap, in equal shares. Thread-safe. */
public final class RowBudget {

    private final long bytes;
    private final AtomicInteger tasks = new AtomicInteger();

    /** That many bytes for all tasks together. */
    public RowBudget(long bytes) {
        this.bytes = bytes;
    }

    /** A share for one more task. */
    public Share join() {
        tasks.incrementAndGet();
        return new Share();
    }

    /** What one task may keep. */
    public final class Share {

        private boolean left;

        private Share() {}

        /** How many bytes that is now: it shrinks when tasks join. */
        public long bytes() {
            return bytes / Math.max(1, tasks.get());
        }

        /** Gives it back. */
        public void leave() {
            if (!left) {
                left = true;
                tasks.decrementAndGet();
            }
        }
    }
}
