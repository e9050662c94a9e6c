package tidemark.cli.connect;

import java.util.HashMap;
import java.util.Map;

/**
 * Settings of Kafka clients and of the Avro serializer, from all places that can give some. A key that starts with {@code producer.},
 * {@code consumer.} or {@code admin.} is for that client only and overrides the common one; {@code streams.} is for the node only.
 *
 * @param common by Kafka's keys, special ones with their prefix
 */
public record ClientSettings(Map<String, String> common) {

    private static final String[] PREFIXES = {"producer.", "consumer.", "admin.", "streams."};

    /*
     * Commands are for people who wait: a cluster that is not there must be noticed within seconds. Kafka's own defaults take up to a
     * minute. All of them can be overridden.
     */
    private static final Map<String, String> IMPATIENT = Map.of(
            "request.timeout.ms", "10000",
            "default.api.timeout.ms", "10000",
            "socket.connection.setup.timeout.ms", "2000",
            "socket.connection.setup.timeout.max.ms", "4000",
            "reconnect.backoff.max.ms", "500",
            "producer.max.block.ms", "10000",
            "producer.delivery.timeout.ms", "20000",
            "http.connect.timeout.ms", "3000",
            "http.read.timeout.ms", "5000",
            "max.retries", "1");

    /** Puts the defaults for commands underneath. */
    public ClientSettings {
        Map<String, String> all = new HashMap<>(IMPATIENT);
        all.putAll(common);
        common = Map.copyOf(all);
    }

    /** For a producer. */
    public Map<String, Object> producer() {
        return of("producer.");
    }

    /** For a consumer. */
    public Map<String, Object> consumer() {
        return of("consumer.");
    }

    /** For an admin client. */
    public Map<String, Object> admin() {
        return of("admin.");
    }

    /** What stands there for every client, without those meant for one kind. */
    public Map<String, Object> shared() {
        return of("");
    }

    private Map<String, Object> of(String prefix) {
        Map<String, Object> own = new HashMap<>();
        common.forEach((key, value) -> {
            if (!special(key)) {
                own.put(key, value);
            }
        });
        common.forEach((key, value) -> {
            if (!prefix.isEmpty() && key.startsWith(prefix)) {
                own.put(key.substring(prefix.length()), value);
            }
        });
        return own;
    }

    private static boolean special(String key) {
        for (String prefix : PREFIXES) {
            if (key.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
