package tidemark.admin.replica;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tidemark.topology.NodeSettings;

/** What a node's own consumers are set to, those beside Kafka Streams. */
public final class ReadingSettings {

    private static final String CONSUMER = "consumer.";

    private static final List<String> OTHERS = List.of(
            "producer.", "admin.", "streams.", "main.consumer.", "restore.consumer.", "global.consumer.", CONSUMER);

    private ReadingSettings() {}

    /** Of a consumer and of the Avro deserializer, in the names that these know. */
    public static Map<String, Object> of(NodeSettings settings) {
        Map<String, Object> all = settings.clientConfig();
        Map<String, Object> own = new HashMap<>(all);
        own.keySet().removeIf(key -> OTHERS.stream().anyMatch(key::startsWith));
        all.forEach((key, value) -> {
            if (key.startsWith(CONSUMER)) {
                own.put(key.substring(CONSUMER.length()), value);
            }
        });
        own.put("value.deserializer", settings.getString(NodeSettings.VALUE_DESERIALIZER));
        return own;
    }
}
