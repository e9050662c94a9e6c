package tidemark.benchmarks.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import tidemark.benchmarks.load.Probes;
import tidemark.benchmarks.stack.Installation;
import tidemark.events.BlockDecision;
import tidemark.events.Decision;
import tidemark.ledger.Scope;
import tidemark.serde.KafkaAvroDeserializer;

/**
 * Reads committed decisions as a service would, and takes the time from the sending of the event that brought each about.
 * Start it as a thread before the first event.
 */
final class DecisionWatch implements Runnable, AutoCloseable {

    private final Installation installation;
    private final KafkaAvroDeserializer avro = new KafkaAvroDeserializer();
    private final Map<String, Sent> waiting = new ConcurrentHashMap<>();
    private final Map<Scope, Histogram> micros = new EnumMap<>(Scope.class);
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;

    DecisionWatch(Installation installation) {
        this.installation = installation;
        avro.configure(installation.clients(), false);
        for (Scope scope : Scope.values()) {
            micros.put(scope, new Histogram(3));
        }
    }

    /** A probe is about to be sent. */
    void sending(int probe, boolean counted) {
        waiting.put(Probes.subject(probe), new Sent(Probes.scope(probe), System.nanoTime(), counted));
    }

    /** How many decisions have not been seen yet. */
    int missing() {
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
        return waiting.size();
    }

    /** Times in microseconds; to be read once nothing is missing. */
    Histogram micros(Scope scope) {
        return Objects.requireNonNull(micros.get(scope), "every scope has its histogram");
    }

    @Override
    public void run() {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(installation.partitionsOf(installation.topics().blockDecisions()));
            consumer.seekToBeginning(consumer.assignment());
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> decision : consumer.poll(Duration.ofMillis(100))) {
                    see(decision, System.nanoTime());
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private void see(ConsumerRecord<byte[], byte[]> decision, long now) {
        Object value = avro.deserialize(decision.topic(), decision.value());
        if (value instanceof BlockDecision block && block.getDecision() == Decision.BLOCK) {
            // Each subject is blocked once, and not before its probe.
            Sent sent = waiting.remove(new String(decision.key(), UTF_8));
            if (sent != null && sent.counted()) {
                micros(sent.scope()).recordValue((now - sent.nanos()) / 1000);
            }
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", installation.clients().get("bootstrap.servers"));
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private record Sent(Scope scope, long nanos, boolean counted) {}
}
