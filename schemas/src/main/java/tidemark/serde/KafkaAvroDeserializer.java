package tidemark.serde;

import java.util.Map;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro in the Confluent wire format, both versions: the settings and errors of
 * {@code io.confluent.kafka.serializers.KafkaAvroDeserializer}. Safe for use by many threads once configured.
 *
 * <p>Bytes that cannot be read are a {@link org.apache.kafka.common.errors.SerializationException}; a registry that is down is a
 * {@link org.apache.kafka.common.errors.RetriableException}.
 */
public final class KafkaAvroDeserializer implements Deserializer<Object> {

    private final @Nullable SchemaRegistryClient givenRegistry;
    private volatile @Nullable AvroReaders readers;
    private volatile boolean isKey;

    /** For Kafka, which configures it afterwards. */
    public KafkaAvroDeserializer() {
        this.givenRegistry = null;
    }

    /** Uses a registry client that others use too, so that what one has looked up, all know. */
    public KafkaAvroDeserializer(SchemaRegistryClient registry) {
        this.givenRegistry = registry;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        SerdeConfig config = new SerdeConfig(settings);
        SchemaRegistryClient registry = givenRegistry == null ? new RestSchemaRegistry(config) : givenRegistry;
        this.isKey = isKey;
        this.readers = new AvroReaders(registry, config, isKey);
    }

    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] bytes) {
        return deserialize(topic, null, bytes);
    }

    @Override
    public @Nullable Object deserialize(String topic, @Nullable Headers headers, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        WireFormat format = WireFormat.of(isKey, headers, bytes);
        return configured().of(format.identity()).read(bytes, format);
    }

    private AvroReaders configured() {
        AvroReaders configured = readers;
        if (configured == null) {
            throw new InvalidConfigurationException("The deserializer must be configured before it is used");
        }
        return configured;
    }
}
