package tidemark.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Usage that always keeps a node busy while it goes on being made: so many events are on their way, and as soon as some are
 * done others follow. Everything is encoded beforehand.
 */
public final class Pressure {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    private final List<ProducerRecord<byte[], byte[]>> events;
    private final int underWay;

    /**
     * Encodes everything.
     *
     * @param count of events in all
     * @param underWay how many of them are sent and not done at a time
     */
    public Pressure(Usage usage, int count, int underWay, Inputs inputs) {
        this.events = usage.next(count, inputs);
        this.underWay = underWay;
    }

    /**
     * Sends everything.
     *
     * @param done tells how many are done
     */
    public void run(Inputs inputs, LongSupplier done) {
        int sent = 0;
        while (sent < events.size()) {
            long until = Math.min(events.size(), done.getAsLong() + underWay);
            while (sent < until) {
                inputs.send(events.get(sent++));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        inputs.flush();
    }
}
