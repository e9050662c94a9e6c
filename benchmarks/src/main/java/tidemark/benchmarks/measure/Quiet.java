package tidemark.benchmarks.measure;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A moment at which other processes leave the machine alone. Between trials ours do nothing, so whoever is busy is another. */
public final class Quiet {

    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final double MOST_BUSY_CORES = 0.4;

    private Quiet() {}

    /** Waits for such a moment, but no longer than that; results say how busy others were. */
    public static void await(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (busyCores() > MOST_BUSY_CORES && System.nanoTime() - deadline < 0) {
            // Looking takes its second.
        }
    }

    private static double busyCores() {
        long start = System.nanoTime();
        long busy = MachineCpu.busyNanos();
        LockSupport.parkNanos(LOOK_NANOS);
        return (double) (MachineCpu.busyNanos() - busy) / (System.nanoTime() - start);
    }
}
