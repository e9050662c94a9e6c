package tidemark.serde;

import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro in the Confluent wire format: the bytes, settings and errors of
 * {@code io.confluent.kafka.serializers.KafkaAvroSerializer}. Safe for use by many threads once configured.
 */
public final class KafkaAvroSerializer implements Serializer<Object> {

    private final @Nullable SchemaRegistryClient givenRegistry;
    private volatile @Nullable AvroWriters writers;

    /** For Kafka, which configures it afterwards. */
    public KafkaAvroSerializer() {
        this.givenRegistry = null;
    }

    /** Uses a registry client that others use too, so that what one has looked up, all know. */
    public KafkaAvroSerializer(SchemaRegistryClient registry) {
        this.givenRegistry = registry;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        SerdeConfig config = new SerdeConfig(settings);
        SchemaRegistryClient registry = givenRegistry == null ? new RestSchemaRegistry(config) : givenRegistry;
        writers = new AvroWriters(registry, config, isKey);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Object value) {
        return value == null
                ? null
                : configured().of(topic, SchemaOfValue.of(value)).write(value);
    }

    /** Registers or looks up the schema of that topic's records now, so that no record has to wait for it. */
    public void prepare(String topic, Schema schema) {
        configured().of(topic, schema);
    }

    private AvroWriters configured() {
        AvroWriters configured = writers;
        if (configured == null) {
            throw new InvalidConfigurationException("The serializer must be configured before it is used");
        }
        return configured;
    }
}
