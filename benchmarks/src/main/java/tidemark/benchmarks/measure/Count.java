package tidemark.benchmarks.measure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tidemark.events.BlockDecision;

/** Decisions about the users of one entity since it began to count. */
final class Count {

    private volatile long firstNanos;
    private volatile long lastNanos;
    private final AtomicInteger seen = new AtomicInteger();
    private final List<BlockDecision> samples = new CopyOnWriteArrayList<>();

    /** One more; by one thread only. */
    void saw(long nanos) {
        if (seen.get() == 0) {
            firstNanos = nanos;
        }
        lastNanos = nanos;
        seen.incrementAndGet();
    }

    void sample(BlockDecision decision) {
        samples.add(decision);
    }

    int seen() {
        return seen.get();
    }

    long firstNanos() {
        return firstNanos;
    }

    long lastNanos() {
        return lastNanos;
    }

    /** Some of them, the first among them. */
    List<BlockDecision> samples() {
        return samples;
    }
}
