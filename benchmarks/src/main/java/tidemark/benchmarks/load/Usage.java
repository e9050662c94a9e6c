package tidemark.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Usage of a population: small amounts, every event with an id of its own. The same seed gives the same. */
public final class Usage {

    /** The largest amount; the mean is half of it. */
    static final int MOST_MICROS = 10_000;

    private final Population population;
    private final Draw users;
    private final String ids;
    private final SplittableRandom random;
    private long events;

    /** Usage from its first event, users drawn evenly. */
    public Usage(Population population, long seed) {
        this(population, Popularity.UNIFORM, "event-", seed);
    }

    /**
     * Usage from its first event.
     *
     * @param ids what event ids begin with
     */
    public Usage(Population population, Popularity popularity, String ids, long seed) {
        this.population = population;
        this.users = popularity.of(population.users());
        this.ids = ids;
        this.random = new SplittableRandom(seed);
    }

    /** The next event, encoded. */
    ProducerRecord<byte[], byte[]> next(Inputs inputs) {
        int user = users.next(random);
        long micros = 1L + random.nextInt(MOST_MICROS);
        return inputs.usage(ids + events++, population.entityOf(user), population.user(user), micros);
    }

    /** The next events, encoded. */
    List<ProducerRecord<byte[], byte[]>> next(int count, Inputs inputs) {
        List<ProducerRecord<byte[], byte[]>> encoded = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            encoded.add(next(inputs));
        }
        return encoded;
    }

    /** Publishes that many events as fast as can be and waits until they are delivered. */
    public void publish(int count, Inputs inputs) {
        for (int i = 0; i < count; i++) {
            inputs.send(next(inputs));
        }
        inputs.flush();
    }
}
