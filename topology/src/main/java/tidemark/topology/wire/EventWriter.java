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

    /** Setting: name of the serializer's class, for example {@code io.confluent.kafka.serializers.KafkaAvroSerializer}. */
    public static final String SERIALIZER = "value.serializer";

    private static final String DEFAULT = "tidemark.serde.KafkaAvroSerializer";

    private final Serializer<Object> serializer;

    /** Writes with a configured serializer of Avro records. */
    public EventWriter(Serializer<Object> serializer) {
        this.serializer = serializer;
    }

    /**
     * Writes with the serializer that the settings name, configured by the same settings.
     *
     * @throws ConfigException if there is no such class, or it refuses the settings
     */
    @SuppressWarnings("unchecked")
    public static EventWriter of(Map<String, ?> settings) {
        String name = Objects.toString(settings.get(SERIALIZER), DEFAULT);
        try {
            Serializer<Object> serializer = Utils.newInstance(name, Serializer.class);
            serializer.configure(settings, false);
            return new EventWriter(serializer);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new ConfigException(SERIALIZER, name, "Expected the class of a Kafka serializer.");
        }
    }

    /**
     * Has the schema registered, or found, before a stream thread needs it. Throws what the serializer throws, above all
     * when the registry cannot be reached.
     */
    public void warmUp(String topic, Class<? extends SpecificRecord> type) {
        sample(topic, type);
    }

    /** Does the same, and gives the bytes of an empty record: what a reader can be warmed up with. */
    public byte[] sample(String topic, Class<? extends SpecificRecord> type) {
        return write(topic, SampleRecord.of(type));
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
