package tidemark.client.gate;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import tidemark.events.BlockDecision;
import tidemark.serde.KafkaAvroDeserializer;

/** Reads records of the decisions' topic, by whatever deserializer the settings name. */
final class DecisionDecoder implements AutoCloseable {

    private static final String DESERIALIZER = "value.deserializer";

    private final Deserializer<?> deserializer;

    DecisionDecoder(Map<String, ?> settings) {
        Map<String, Object> own = new HashMap<>(settings);
        own.put("specific.avro.reader", true);
        this.deserializer = deserializer(settings.get(DESERIALIZER));
        deserializer.configure(own, false);
    }

    /**
     * What a record's value says; null: a tombstone.
     *
     * @throws SerializationException if it cannot be read, now or ever; see {@link #mayPass}
     */
    @Nullable
    DecisionFacts facts(DecisionKey key, ConsumerRecord<byte[], byte[]> from) {
        byte[] value = from.value();
        if (value == null) {
            return null;
        }
        if (deserializer.deserialize(from.topic(), from.headers(), value) instanceof BlockDecision decision) {
            return DecisionFacts.of(key, decision);
        }
        throw new SerializationException("The value is no BlockDecision");
    }

    /** Whether reading the same record later may succeed: it is the registry's failure, not the record's. */
    static boolean mayPass(RuntimeException failure) {
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

    private static Deserializer<?> deserializer(@Nullable Object named) {
        if (named == null) {
            return new KafkaAvroDeserializer();
        }
        String type = named instanceof Class<?> given ? given.getName() : named.toString();
        try {
            return Utils.newInstance(type, Deserializer.class);
        } catch (ClassNotFoundException e) {
            throw new ConfigException(DESERIALIZER, named, "there is no such class");
        }
    }
}
