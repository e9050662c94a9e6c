package tidemark.topology.queries;

import java.time.Duration;

/** How much one look at accounts may take: an amount of rows, and of time. For one thread. */
final class Effort {

    private static final int ROWS_BETWEEN_LOOKS = 256;

    private final long mostRows;
    private final long mostNanos;
    private final long startNanos = System.nanoTime();
    private long rows;
    private boolean late;

    private Effort(long mostRows, Duration most) {
        this.mostRows = mostRows;
        this.mostNanos = most.toNanos();
    }

    /** Up to that many rows, and up to that long. */
    static Effort of(long rows, Duration most) {
        return new Effort(rows, most);
    }

    /** One more row was looked at; whether that has to be the last one. */
    boolean spent() {
        rows++;
        if (rows % ROWS_BETWEEN_LOOKS == 0 && System.nanoTime() - startNanos > mostNanos) {
            late = true;
        }
        return late || rows >= mostRows;
    }
}
