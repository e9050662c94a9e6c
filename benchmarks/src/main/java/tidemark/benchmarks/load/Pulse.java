package tidemark.benchmarks.load;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjLongConsumer;

/**
 * Usage at a modest fixed rate with probes at another, whether the node keeps up or not, until it is closed. What it has sent goes on
 * from one pulse to the next of the same {@link Brink}.
 */
public final class Pulse implements AutoCloseable {

    private static final long TICK_NANOS = 1_000_000;

    private final Source source;
    private final ObjLongConsumer<Brink.Probe> sending;
    private final int eventsPerSecond;
    private final int probesPerSecond;
    private final Inputs bulk;
    private final Inputs single;
    private volatile boolean closed;
    private final CompletableFuture<Void> running;

    private Pulse(Source source, Rates rates, Inputs bulk, Inputs single, ObjLongConsumer<Brink.Probe> sending) {
        this.source = source;
        this.eventsPerSecond = rates.eventsPerSecond();
        this.probesPerSecond = rates.probesPerSecond();
        this.bulk = bulk;
        this.single = single;
        this.sending = sending;
        this.running = CompletableFuture.runAsync(this::run, task -> new Thread(task, "pulse").start());
    }

    /**
     * How much of both.
     *
     * @param eventsPerSecond background
     * @param probesPerSecond probes
     */
    public record Rates(int eventsPerSecond, int probesPerSecond) {}

    /** What is sent: it remembers how far it has come. */
    public static final class Source {

        private final Brink brink;
        private final Usage usage;
        private long probes;

        /** From the first probe. */
        public Source(Brink brink, Usage usage) {
            this.brink = brink;
            this.usage = usage;
        }
    }

    /**
     * Starts sending.
     *
     * @param bulk takes the background
     * @param single takes the probes and does not let them wait for others
     * @param sending told of a probe just before it is sent, and when it was due by {@code System.nanoTime}
     */
    public static Pulse start(
            Source source, Rates rates, Inputs bulk, Inputs single, ObjLongConsumer<Brink.Probe> sending) {
        return new Pulse(source, rates, bulk, single, sending);
    }

    private void run() {
        long start = System.nanoTime();
        long events = 0;
        long probes = 0;
        while (!closed) {
            long passed = System.nanoTime() - start;
            for (; events * 1e9 < (double) passed * eventsPerSecond; events++) {
                bulk.send(source.usage.next(bulk));
            }
            for (; probes * 1e9 < (double) passed * probesPerSecond; probes++) {
                Brink.Probe probe = source.brink.probe(source.probes++, single);
                sending.accept(probe, start + (long) (probes * 1e9 / probesPerSecond));
                single.send(probe.encoded());
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    /** Stops sending, and waits until everything is delivered. */
    public void stop() {
        closed = true;
        running.orTimeout(1, TimeUnit.MINUTES).join();
        bulk.flush();
        single.flush();
    }

    @Override
    public void close() {
        stop();
    }
}
