package tidemark.admin.log;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import tidemark.serde.KafkaAvroDeserializer;
import tidemark.serde.KafkaAvroSerializer;

/**
 * Contract records as the bytes on a topic, and back. Any serializer and deserializer that speak the Confluent wire format can take the
 * place of ours, by the settings {@code value.serializer} and {@code value.deserializer}.
 *
 * <p>Safe for use by several threads.
 */
public final class AvroRecords implements AutoCloseable {

    private static final String REGISTRY_URL = "schema.registry.url";

    private final Serializer<Object> serializer;
    private final Deserializer<Object> deserializer;
    private final String registryUrl;

    /**
     * Reads and writes by these settings.
     *
     * @param settings of the serializer and deserializer; with {@code specific.avro.reader=true} records come back as generated classes
     */
    @SuppressWarnings("unchecked")
    public AvroRecords(Map<String, ?> settings) {
        registryUrl = String.valueOf(settings.get(REGISTRY_URL));
        serializer = instance(settings, "value.serializer", KafkaAvroSerializer.class.getName(), Serializer.class);
        deserializer =
                instance(settings, "value.deserializer", KafkaAvroDeserializer.class.getName(), Deserializer.class);
        serializer.configure(settings, false);
        deserializer.configure(settings, false);
    }

    /** The same settings, with records coming back as the generated classes. */
    public static AvroRecords specific(Map<String, ?> settings) {
        Map<String, Object> own = new HashMap<>(settings);
        own.put("specific.avro.reader", "true");
        return new AvroRecords(own);
    }

    /**
     * The record as it stands on the topic.
     *
     * @throws RegistryUnreachableException if the registry does not answer
     */
    public byte[] toBytes(String topic, SpecificRecord value) {
        try {
            return serializer.serialize(topic, value);
        } catch (RuntimeException e) {
            throw told(e);
        }
    }

    /**
     * The record that these bytes hold; null for a tombstone.
     *
     * @throws RegistryUnreachableException if the registry does not answer
     * @throws org.apache.kafka.common.errors.SerializationException if the bytes hold no record
     */
    public synchronized @Nullable Object fromBytes(String topic, Headers headers, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return deserializer.deserialize(topic, headers, bytes);
        } catch (RuntimeException e) {
            throw told(e);
        }
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }

    private RuntimeException told(RuntimeException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException || cause instanceof IOException) {
                return new RegistryUnreachableException(registryUrl, error);
            }
        }
        return error;
    }

    private static <T> T instance(Map<String, ?> settings, String key, String standard, Class<T> type) {
        Object named = settings.get(key);
        try {
            return Utils.newInstance(named == null ? standard : named.toString(), type);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("Setting " + key + " names a class that does not exist: " + named, e);
        }
    }
}
