package tidemark.admin.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.ClientSettings;
import tidemark.admin.log.RegistryUnreachableException;
import tidemark.events.UsageEvent;
import tidemark.topology.NodeSettings;

/**
 * Usage in its topic, written once by an idempotent producer and acknowledged by all replicas in sync. Keys and partitions are those of
 * Kafka's Java producer (R18), whatever else is set.
 */
public final class KafkaUsageLog implements UsageLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaUsageLog.class);
    private static final String AWAY = "Kafka did not take the usage in time; send all of it again.";

    /** Clients of ours wait meanwhile, and send again: then it counts once all the same. */
    private static final Map<String, Object> IN_TIME = Map.of(
            "max.block.ms", 1_000,
            "request.timeout.ms", 4_000,
            "delivery.timeout.ms", 5_000,
            "linger.ms", 5,
            "compression.type", "lz4",
            "buffer.memory", 32L * 1024 * 1024,
            "max.request.size", 1024 * 1024);

    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final String topic;
    private final AvroRecords records;
    private final Producer<byte[], byte[]> producer;

    /**
     * Connects as soon as a broker is there.
     *
     * @param settings of a producer and of the Avro serializer
     */
    public KafkaUsageLog(Map<String, ?> settings, String topic) {
        this.topic = topic;
        this.records = new AvroRecords(settings);
        Map<String, Object> own = new HashMap<>(settings);
        own.keySet().removeIf(key -> key.startsWith("partitioner.") || key.endsWith(".serializer"));
        own.keySet().removeAll(List.of("transactional.id", "transaction.timeout.ms"));
        IN_TIME.forEach(own::putIfAbsent);
        own.put("client.id", "tidemark-intake");
        own.put("acks", "all");
        own.put("enable.idempotence", "true");
        this.producer = new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** That of a node. */
    public static KafkaUsageLog of(NodeSettings settings) {
        Map<String, Object> own = ClientSettings.of(settings, "producer.");
        own.put(NodeSettings.VALUE_SERIALIZER, settings.getString(NodeSettings.VALUE_SERIALIZER));
        return new KafkaUsageLog(own, settings.topics().usageEvents());
    }

    @Override
    public void append(List<UsageEvent> events) {
        List<ProducerRecord<byte[], byte[]>> written =
                events.stream().map(this::record).toList();
        List<Future<RecordMetadata>> sent = new ArrayList<>(written.size());
        try {
            for (ProducerRecord<byte[], byte[]> one : written) {
                sent.add(producer.send(one));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw told(e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause()));
        } catch (KafkaException e) {
            throw told(e);
        }
    }

    private ProducerRecord<byte[], byte[]> record(UsageEvent event) {
        byte[] key = (event.getEntityId() + "/" + event.getUserId()).getBytes(UTF_8);
        try {
            return new ProducerRecord<>(topic, key, records.toBytes(topic, event));
        } catch (RegistryUnreachableException e) {
            LOG.warn("{} Usage was turned away.", e.getMessage());
            throw new LogUnavailableException(String.valueOf(e.getMessage()));
        }
    }

    private static RuntimeException told(KafkaException e) {
        if (e instanceof RetriableException) {
            LOG.warn("Usage was turned away: {}", e.toString());
            return new LogUnavailableException(AWAY);
        }
        return e;
    }

    @Override
    public void close() {
        producer.close(CLOSE);
        records.close();
    }
}
