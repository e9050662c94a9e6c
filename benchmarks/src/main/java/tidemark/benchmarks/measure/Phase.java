package tidemark.benchmarks.measure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** Decisions about the probes that were sent in one stretch of time. */
final class Phase {

    private final Histogram micros = new Histogram(3);
    private final Map<Integer, Long> firstNanos = new ConcurrentHashMap<>();
    private final AtomicInteger wrong = new AtomicInteger();

    /** A decision was seen; by one thread only. */
    void saw(int partition, long dueNanos, long nanos, boolean right) {
        micros.recordValue((nanos - dueNanos) / 1000);
        if (right) {
            firstNanos.putIfAbsent(partition, nanos);
        } else {
            wrong.incrementAndGet();
        }
    }

    /** How long they took from when their probes were due, in microseconds; to be read once none is missing. */
    Histogram micros() {
        return micros;
    }

    /** When the first right decision of each partition was seen, by {@code System.nanoTime}. */
    Map<Integer, Long> firstNanos() {
        return firstNanos;
    }

    /** How many said something else than they should have. */
    int wrong() {
        return wrong.get();
    }
}
