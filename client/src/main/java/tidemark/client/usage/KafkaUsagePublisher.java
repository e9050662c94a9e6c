package tidemark.client.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tidemark.client.gate.Account;
import tidemark.client.metrics.ClientMetrics;
import tidemark.client.wire.NamedClass;
import tidemark.events.UsageEvent;
import tidemark.serde.KafkaAvroSerializer;

/** Publishes usage to Kafka: idempotent, in batches, in bounded memory. */
public final class KafkaUsagePublisher implements UsagePublisher {

    /* Halting is as quick as usage arrives: a batch waits 5 ms for company, not longer. All can be overridden. */
    private static final Map<String, Object> DEFAULTS = Map.of(
            "linger.ms",
            5,
            "batch.size",
            64 * 1024,
            "compression.type",
            "lz4",
            "client.id",
            "tidemark-usage",
            // Where callers never wait, a topic's metadata must not be forgotten after some minutes of silence.
            "metadata.max.idle.ms",
            Duration.ofDays(7).toMillis());

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long POLL_NANOS = 20_000_000;

    private final String topic;
    private final Serializer<Object> serializer;
    private final Producer<String, byte[]> producer;
    private final Duration closeWithin;
    private final ClientMetrics metrics;
    private final LongAdder sent = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicBoolean closed = new AtomicBoolean();

    @SuppressWarnings("unchecked")
    KafkaUsagePublisher(PublisherSettings settings, Producer<String, byte[]> producer) {
        this.topic = settings.topic();
        this.producer = producer;
        this.closeWithin = settings.closeWithin();
        this.metrics = settings.metrics();
        this.serializer =
                NamedClass.instance(settings.kafka(), "value.serializer", Serializer.class, KafkaAvroSerializer::new);
        serializer.configure(settings.kafka(), false);
        metrics.level("tidemark.client.usage.under.way", () -> counts().underWay());
    }

    /**
     * Connects, and sees that topic and schema are there, so that a mistake in the settings is found now and not by the first user.
     *
     * @throws KafkaException if they are not, or nobody answers
     */
    public static KafkaUsagePublisher start(PublisherSettings settings) {
        KafkaUsagePublisher made = new KafkaUsagePublisher(settings, connect(settings));
        try {
            made.awaitTopic();
            made.serializer.serialize(made.topic, new UsageEvent("-", "-", "-", Instant.EPOCH, 0L, null, null, null));
            return made;
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private static Producer<String, byte[]> connect(PublisherSettings settings) {
        Map<String, Object> own = new HashMap<>(DEFAULTS);
        own.putAll(settings.kafka());
        own.remove("key.serializer");
        own.remove("value.serializer");
        // An account's usage belongs on one partition, by the same hash that every other producer uses (R18).
        own.remove("partitioner.class");
        own.put("partitioner.ignore.keys", false);
        own.put("enable.idempotence", true);
        own.put("acks", "all");
        own.remove("transactional.id");
        own.put("max.block.ms", settings.backpressure().longestWait().toMillis());
        return new KafkaProducer<>(own, new StringSerializer(), new ByteArraySerializer());
    }

    /** Afterwards no caller waits for the topic's metadata. One call is not enough where the producer may not wait. */
    private void awaitTopic() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                producer.partitionsFor(topic);
                return;
            } catch (TimeoutException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    @Override
    public CompletableFuture<Acknowledged> publish(UsageEvent event) {
        Account account = UsageCheck.require(event);
        if (closed.get()) {
            throw new IllegalStateException("The publisher is closed");
        }
        sent.increment();
        metrics.add("tidemark.client.usage.sent", 1);
        CompletableFuture<Acknowledged> told = new CompletableFuture<>();
        long start = System.nanoTime();
        try {
            send(event, account.toString(), (metadata, error) -> {
                if (error == null && metadata != null) {
                    metrics.took("tidemark.client.usage.acknowledgement", System.nanoTime() - start);
                    acknowledge(metadata, told);
                } else {
                    giveUp(event, error == null ? new KafkaException("no answer") : error, told);
                }
            });
        } catch (RuntimeException e) {
            giveUp(event, e, told);
        }
        return told;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback is told.
    private void send(UsageEvent event, String key, Callback callback) {
        producer.send(new ProducerRecord<>(topic, key, serializer.serialize(topic, event)), callback);
    }

    private void acknowledge(RecordMetadata metadata, CompletableFuture<Acknowledged> told) {
        acknowledged.increment();
        metrics.add("tidemark.client.usage.acknowledged", 1);
        told.complete(new Acknowledged(metadata.topic(), metadata.partition(), metadata.offset()));
    }

    private void giveUp(UsageEvent event, Throwable cause, CompletableFuture<Acknowledged> told) {
        failed.increment();
        metrics.add("tidemark.client.usage.failed", 1);
        told.completeExceptionally(new UsageNotPublishedException(event, cause));
    }

    @Override
    public void flush() {
        producer.flush();
    }

    @Override
    public PublishCounts counts() {
        // In this order: what is counted as acknowledged has been counted as sent.
        long gone = failed.sum();
        long stored = acknowledged.sum();
        return new PublishCounts(sent.sum(), stored, gone);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            producer.close(closeWithin);
            serializer.close();
        }
    }
}
