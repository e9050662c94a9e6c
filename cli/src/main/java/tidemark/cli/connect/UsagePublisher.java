package tidemark.cli.connect;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.MissingTopicException;
import tidemark.admin.log.TopicReader;
import tidemark.events.UsageEvent;

/** Publishes usage in bulk: idempotent, in large compressed batches, in bounded memory. For one thread. */
public final class UsagePublisher implements AutoCloseable {

    private static final Map<String, Object> BULK = Map.of(
            "compression.type",
            "lz4",
            "batch.size",
            256 * 1024,
            "linger.ms",
            20,
            "buffer.memory",
            64L * 1024 * 1024,
            // A slow broker is no reason to give up half a file; whether there is one at all was asked before.
            "max.block.ms",
            60_000,
            "delivery.timeout.ms",
            60_000);

    private final String topic;
    private final AvroRecords records;
    private final Producer<String, byte[]> producer;
    private final Map<TopicPartition, Long> last = new ConcurrentHashMap<>();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /**
     * Connects to a cluster that was found to be there.
     *
     * @param topic that usage goes to
     * @throws MissingTopicException if it does not exist
     */
    public UsagePublisher(ClientSettings settings, String topic) {
        this.topic = topic;
        this.records = new AvroRecords(settings.producer());
        Map<String, Object> own = settings.producer(BULK);
        own.remove("key.serializer");
        own.remove("value.serializer");
        own.put("enable.idempotence", "true");
        own.put("acks", "all");
        this.producer = new KafkaProducer<>(own, new StringSerializer(), new ByteArraySerializer());
        requireTopic(settings);
    }

    private void requireTopic(ClientSettings settings) {
        try (TopicReader reader = TopicReader.of(settings.consumer(), topic)) {
            reader.partitions();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Hands over an event; it is on its way then. Waits where too much is on its way already.
     *
     * @throws KafkaException the reason why an earlier one could not be delivered
     */
    @SuppressWarnings("FutureReturnValueIgnored") // The callback is told.
    public void send(UsageEvent event) {
        throwFailure();
        String key = event.getEntityId() + "/" + event.getUserId();
        producer.send(new ProducerRecord<>(topic, key, records.toBytes(topic, event)), this::answered);
    }

    /**
     * Waits until everything has been delivered.
     *
     * @throws KafkaException the reason why something could not be
     */
    public void flush() {
        producer.flush();
        throwFailure();
    }

    /** How many events have been delivered. */
    public long delivered() {
        return delivered.get();
    }

    /** Where the last event delivered to each partition lies. */
    public Map<TopicPartition, Long> lastOffsets() {
        return Map.copyOf(last);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        records.close();
    }

    private void answered(@Nullable RecordMetadata metadata, @Nullable Exception error) {
        if (error != null) {
            failure.compareAndSet(null, error);
        } else if (metadata != null) {
            delivered.incrementAndGet();
            last.merge(new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset(), Math::max);
        }
    }

    private void throwFailure() {
        Exception error = failure.get();
        if (error != null) {
            throw error instanceof KafkaException cause ? cause : new KafkaException(error);
        }
    }
}
