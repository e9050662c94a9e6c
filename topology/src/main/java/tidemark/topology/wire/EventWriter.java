package tidemark.topology.wire;

import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Contract records as the bytes that lie on a topic.
 *
 * <p>One for the whole node: a {@link Serializer} has to be safe for several threads, as a producer calls it from all of
 * its callers' threads. What {@link #warmUp} has seen is written without a question to the registry.
 */
public final class EventWriter implements AutoCloseable {

    private final Serializer<Object> serializer;

    /** Writes with a configured serializer of Avro records. */
    public EventWriter(Serializer<Object> serializer) {
        this.serializer = serializer;
    }

    /**
     * Writes with a serializer of that class.
     *
     * @param className for example {@code io.confluent.kafka.serializers.KafkaAvroSerializer}
     * @param config what the serializer is configured with
     * @throws ConfigException if there is no such class, or it refuses the configuration
     */
    @SuppressWarnings("unchecked")
    public static EventWriter of(String className, Map<String, ?> config) {
        try {
            Serializer<Object> serializer = Utils.newInstance(className, Serializer.class);
            serializer.configure(config, false);
            return new EventWriter(serializer);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new ConfigException(className + " is no class of a Kafka serializer on the class path.");
        }
    }

    /**
     * Has the schema registered, or found, before a stream thread needs it. Throws what the serializer throws, above all
     * when the registry cannot be reached.
     */
    public void warmUp(String topic, Class<? extends SpecificRecord> type) {
        write(topic, SampleRecord.of(type));
    }

    /** The bytes of the record. Throws what the serializer throws. */
    public byte[] write(String topic, SpecificRecord value) {
        return Objects.requireNonNull(serializer.serialize(topic, value), "a record never becomes a tombstone");
    }

    @Override
    public void close() {
        serializer.close();
    }
}
