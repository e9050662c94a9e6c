package tidemark.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Usage that keeps a node busy until it is closed: so many events at most are on their way, and so many are sent in a second at most.
 * Each is made when it is sent, so that it belongs to the month in which it is sent.
 */
public final class Flow implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Usage usage;
    private final Inputs inputs;
    private final LongSupplier done;
    private final int underWay;
    private final int perSecond;
    private volatile boolean closed;
    private final CompletableFuture<Void> running;

    private Flow(Usage usage, Inputs inputs, LongSupplier done, int underWay, int perSecond) {
        this.usage = usage;
        this.inputs = inputs;
        this.done = done;
        this.underWay = underWay;
        this.perSecond = perSecond;
        this.running = CompletableFuture.runAsync(this::run, task -> new Thread(task, "flow").start());
    }

    /**
     * Starts sending.
     *
     * @param done tells how many events are done
     * @param underWay how many are sent and not done at a time, at most
     * @param perSecond how many are sent in a second, at most
     */
    public static Flow start(Usage usage, Inputs inputs, LongSupplier done, int underWay, int perSecond) {
        return new Flow(usage, inputs, done, underWay, perSecond);
    }

    private void run() {
        long start = System.nanoTime();
        long before = done.getAsLong();
        long sent = 0;
        while (!closed) {
            double due = (System.nanoTime() - start) / 1e9 * perSecond;
            long until = (long) Math.min(due, done.getAsLong() - before + (double) underWay);
            for (; sent < until; sent++) {
                inputs.send(usage.next(inputs));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Stops sending, and waits until everything is delivered. */
    public void stop() {
        closed = true;
        running.join();
        inputs.flush();
    }

    @Override
    public void close() {
        stop();
    }
}
