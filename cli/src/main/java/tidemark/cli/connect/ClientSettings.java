package tidemark.cli.connect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings of Kafka clients and of the Avro serializer, from all places that can give some. A key that starts with {@code producer.},
 * {@code consumer.} or {@code admin.} is for that client only and overrides the common one; {@code streams.} is for the node only.
 *
 * @param given by Kafka's keys, special ones with their prefix
 */
public record ClientSettings(Map<String, String> given) {

    private static final List<String> PREFIXES = List.of("producer.", "consumer.", "admin.", "streams.");

    /*
     * Commands are for people who wait: a cluster that is not there must be noticed within seconds. Kafka's own defaults take up to a
     * minute. All of them can be overridden.
     */
    private static final Map<String, Object> IMPATIENT = Map.of(
            "request.timeout.ms", "10000",
            "default.api.timeout.ms", "10000",
            "socket.connection.setup.timeout.ms", "2000",
            "socket.connection.setup.timeout.max.ms", "4000",
            "reconnect.backoff.max.ms", "500",
            "http.connect.timeout.ms", "3000",
            "http.read.timeout.ms", "5000",
            "max.retries", "1");

    private static final Map<String, Object> IMPATIENT_PRODUCER =
            Map.of("max.block.ms", "10000", "delivery.timeout.ms", "20000");

    /** Copies what was given. */
    public ClientSettings {
        given = Map.copyOf(given);
    }

    /** For a producer of single records. */
    public Map<String, Object> producer() {
        return producer(IMPATIENT_PRODUCER);
    }

    /** For a producer with defaults of its own. */
    public Map<String, Object> producer(Map<String, Object> defaults) {
        return of("producer.", defaults);
    }

    /** For a consumer. */
    public Map<String, Object> consumer() {
        return of("consumer.", Map.of());
    }

    /** For an admin client. */
    public Map<String, Object> admin() {
        return of("admin.", Map.of());
    }

    /** For clients of all kinds at once. */
    public Map<String, Object> shared() {
        return of("", IMPATIENT_PRODUCER);
    }

    /** Where the brokers were looked for. */
    public String bootstrapServers() {
        return String.valueOf(given.get("bootstrap.servers"));
    }

    private Map<String, Object> of(String prefix, Map<String, Object> defaults) {
        Map<String, Object> own = new HashMap<>(IMPATIENT);
        own.putAll(defaults);
        given.forEach((key, value) -> {
            if (PREFIXES.stream().noneMatch(key::startsWith)) {
                own.put(key, value);
            }
        });
        given.forEach((key, value) -> {
            if (!prefix.isEmpty() && key.startsWith(prefix)) {
                own.put(key.substring(prefix.length()), value);
            }
        });
        return own;
    }
}
