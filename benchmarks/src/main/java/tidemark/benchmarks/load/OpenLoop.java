package tidemark.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Usage at a fixed rate with probes in between, whether the node keeps up or not: everything is encoded beforehand and sent
 * when its time has come.
 */
public final class OpenLoop {

    private static final long TICK_NANOS = 1_000_000;

    private final List<ProducerRecord<byte[], byte[]>> background;
    private final List<ProducerRecord<byte[], byte[]>> probes = new ArrayList<>();
    private final List<List<ProducerRecord<byte[], byte[]>>> steps = new ArrayList<>();
    private final Duration duration;
    private final Histogram lateMicros = new Histogram(3);

    /**
     * Encodes everything.
     *
     * @param perSecond background events per second
     * @param probes spread evenly over the time
     */
    public OpenLoop(Usage usage, int perSecond, Probes probes, Duration duration, Inputs inputs) {
        this.duration = duration;
        this.background = usage.next(Math.toIntExact(perSecond * duration.toSeconds()), inputs);
        for (int probe = 0; probe < probes.count(); probe++) {
            this.probes.add(probes.encoded(probe, inputs));
            this.steps.add(probes.stepsOfLater(probe, inputs));
        }
    }

    /**
     * Sends everything; takes as long as it was meant to.
     *
     * @param bulk takes the background
     * @param single takes the probes and does not let them wait for others
     * @param sending told the number of a probe just before it is sent
     */
    public void run(Inputs bulk, Inputs single, IntConsumer sending) {
        long start = System.nanoTime();
        int nextEvent = 0;
        int nextProbe = 0;
        while (nextEvent < background.size() || nextProbe < probes.size()) {
            long eventDue = due(nextEvent, background.size());
            long probeDue = due(nextProbe, probes.size());
            waitUntil(start + Math.min(endOfTick(eventDue), probeDue));
            if (probeDue <= eventDue) {
                sending.accept(nextProbe);
                single.send(probes.get(nextProbe));
                steps.get(nextProbe).forEach(bulk::send);
                nextProbe++;
            } else {
                bulk.send(background.get(nextEvent));
                nextEvent++;
            }
        }
        bulk.flush();
        single.flush();
    }

    /** How late the sender was, in microseconds: what it adds is not the node's fault. */
    public Histogram lateMicros() {
        return lateMicros;
    }

    /* The background goes out once a millisecond, so that the sender leaves the processor to others in between. */
    private static long endOfTick(long due) {
        return due - Math.floorMod(due, TICK_NANOS) + TICK_NANOS;
    }

    private long due(int next, int count) {
        return next < count ? (long) ((double) duration.toNanos() * next / count) : Long.MAX_VALUE / 2;
    }

    private void waitUntil(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
        lateMicros.recordValue(-left / 1000);
    }
}
