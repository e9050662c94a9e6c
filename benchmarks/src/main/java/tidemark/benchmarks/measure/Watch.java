package tidemark.benchmarks.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import tidemark.benchmarks.load.Brink;
import tidemark.benchmarks.stack.Installation;
import tidemark.events.BlockDecision;
import tidemark.events.Decision;
import tidemark.serde.KafkaAvroDeserializer;

/**
 * Reads committed decisions as a service would, from where they end when it begins: takes the times of probes, which each decision
 * names as its cause, and counts the others by entity. A thread of its own.
 */
final class Watch implements AutoCloseable {

    private static final int SAMPLED = 997;

    private final KafkaAvroDeserializer avro = new KafkaAvroDeserializer();
    private final Map<String, Sent> waiting = new ConcurrentHashMap<>();
    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private final Consumer<byte[], byte[]> consumer;
    private final Thread thread = new Thread(this::run, "decisions");
    private volatile Phase phase = new Phase();
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;

    Watch(Installation installation) {
        avro.configure(installation.clients(), false);
        consumer = new KafkaConsumer<>(config(installation), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(installation.partitionsOf(installation.topics().blockDecisions()));
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        thread.start();
    }

    /** Probes sent from now on belong to that phase. */
    void begin(Phase next) {
        phase = next;
    }

    /** Waits until the decision about every probe has been seen. */
    void awaitProbes() {
        Watched.await("the decisions about probes", () -> waitingProbes() == 0);
    }

    private int waitingProbes() {
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
        return waiting.size();
    }

    /** A probe is about to be sent. */
    void sending(Brink.Probe probe, long dueNanos) {
        waiting.put(probe.id(), new Sent(probe, dueNanos, phase));
    }

    /** Counts decisions about an entity's users from now on. */
    Count count(String entity) {
        Count count = new Count();
        counts.put(entity, count);
        return count;
    }

    /** Waits until so many have been counted. */
    void await(Count count, int expected) {
        Watched.await(expected + " decisions", () -> waitingProbes() >= 0 && count.seen() >= expected);
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                ConsumerRecords<byte[], byte[]> decisions = consumer.poll(Duration.ofMillis(100));
                long now = System.nanoTime();
                decisions.forEach(decision -> see(decision, now));
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void see(ConsumerRecord<byte[], byte[]> decision, long now) {
        String key = new String(decision.key(), UTF_8);
        int slash = key.indexOf('/');
        String entity = slash < 0 ? key : key.substring(0, slash);
        if (entity.equals(Brink.ENTITY)) {
            seeProbe(decision, now);
            return;
        }
        Count count = counts.get(entity);
        if (count != null) {
            count.saw(now);
            if (count.seen() % SAMPLED == 1 && value(decision) instanceof BlockDecision block) {
                count.sample(block);
            }
        }
    }

    private void seeProbe(ConsumerRecord<byte[], byte[]> decision, long now) {
        if (value(decision) instanceof BlockDecision block) {
            Sent sent = waiting.get(block.getCausedBy());
            if (sent != null) {
                boolean right =
                        (block.getDecision() == Decision.BLOCK) == sent.probe().blocks()
                                && block.getUsedMicros() == sent.probe().used();
                sent.phase().saw(decision.partition(), sent.dueNanos(), now, right);
                waiting.remove(block.getCausedBy());
            }
        }
    }

    private @Nullable Object value(ConsumerRecord<byte[], byte[]> decision) {
        return avro.deserialize(decision.topic(), decision.value());
    }

    private static Map<String, Object> config(Installation installation) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", installation.clients().get("bootstrap.servers"));
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("max.poll.records", 10_000);
        return config;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        avro.close();
    }

    private record Sent(Brink.Probe probe, long dueNanos, Phase phase) {}
}
