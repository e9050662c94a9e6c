package tidemark.client.wire;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import tidemark.serde.KafkaAvroDeserializer;

/** Reads values into the contracts' classes, by whatever deserializer the settings name. For one thread. */
public final class RecordDecoder implements AutoCloseable {

    private final Deserializer<?> deserializer;

    /** @throws org.apache.kafka.common.config.ConfigException if the settings cannot be used */
    public RecordDecoder(Map<String, ?> settings) {
        Map<String, Object> own = new HashMap<>(settings);
        own.put("specific.avro.reader", true);
        this.deserializer =
                NamedClass.instance(settings, "value.deserializer", Deserializer.class, KafkaAvroDeserializer::new);
        deserializer.configure(own, false);
    }

    /**
     * A record's value; null: a tombstone.
     *
     * @throws SerializationException if it cannot be read, now or ever; see {@link #mayPass}
     */
    public <T> @Nullable T value(ConsumerRecord<byte[], byte[]> from, Class<T> type) {
        byte[] bytes = from.value();
        if (bytes == null) {
            return null;
        }
        Object value = deserializer.deserialize(from.topic(), from.headers(), bytes);
        if (!type.isInstance(value)) {
            throw new SerializationException("The value is no " + type.getSimpleName());
        }
        return type.cast(value);
    }

    /** Whether reading the same record later may succeed: it is the registry's failure, not the record's. */
    public static boolean mayPass(RuntimeException failure) {
        if (!(failure instanceof SerializationException)) {
            return true;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException || isOfTheNetwork(cause)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        deserializer.close();
    }

    /** A damaged record is an IOException too, but one of Avro's. */
    private static boolean isOfTheNetwork(Throwable cause) {
        String type = cause.getClass().getName();
        return cause instanceof IOException && (type.startsWith("java.net.") || type.startsWith("javax.net."));
    }
}
