package tidemark.admin.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.admin.log.AvroRecords;

/** A record of one of the topics, decoded when somebody first wants it. */
final class LogEvent {

    private static final Logger LOG = LoggerFactory.getLogger(LogEvent.class);

    private final EventKind kind;
    private final ConsumerRecord<byte[], byte[]> record;
    private final String key;
    private boolean decoded;
    private byte @Nullable [] body;

    LogEvent(EventKind kind, ConsumerRecord<byte[], byte[]> record) {
        this.kind = kind;
        this.record = record;
        this.key = record.key() == null ? "" : new String(record.key(), UTF_8);
    }

    EventKind kind() {
        return kind;
    }

    int partition() {
        return record.partition();
    }

    long offset() {
        return record.offset();
    }

    String key() {
        return key;
    }

    /** The entity that the key names. */
    String entity() {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    /**
     * What clients are told; null: the bytes are nothing of ours.
     *
     * @throws tidemark.admin.log.RegistryUnreachableException if that cannot be told just now
     */
    synchronized byte @Nullable [] body(AvroRecords records) {
        if (!decoded) {
            try {
                Object value = records.fromBytes(record.topic(), record.headers(), record.value());
                body = value instanceof SpecificRecord event ? EventBody.of(event) : null;
            } catch (SerializationException e) {
                LOG.warn(
                        "The record at {}-{} offset {} cannot be read",
                        record.topic(),
                        record.partition(),
                        record.offset());
            }
            decoded = true;
        }
        return body;
    }
}
