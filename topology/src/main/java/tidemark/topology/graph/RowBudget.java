package tidemark.topology.graph;

import java.util.concurrent.atomic.AtomicInteger;

/** How many rows the tasks of a node may keep on the heap, in equal shares. Thread-safe. */
public final class RowBudget {

    /* What a transaction changes has to fit, or nothing is gained. */
    private static final int LEAST = 1_000;

    private final int rows;
    private final AtomicInteger tasks = new AtomicInteger();

    /** That many rows for all tasks together. */
    public RowBudget(int rows) {
        this.rows = rows;
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

        /** How many rows that is now: it shrinks when tasks join. */
        public int rows() {
            return Math.max(LEAST, rows / Math.max(1, tasks.get()));
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
