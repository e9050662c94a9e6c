package tidemark.admin.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tidemark.topology.NodeSettings;

/** What a client of ours takes over from the settings of a node: those for all clients, and those for its own kind, without the prefix. */
public final class ClientSettings {

    private static final List<String> KINDS = List.of(
            "producer.", "admin.", "streams.", "main.consumer.", "restore.consumer.", "global.consumer.", "consumer.");

    private ClientSettings() {}

    /**
     * Settings of one client.
     *
     * @param kind prefix of the settings that are for its kind only, for example {@code producer.}
     */
    public static Map<String, Object> of(NodeSettings settings, String kind) {
        Map<String, Object> all = settings.clientConfig();
        Map<String, Object> own = new HashMap<>(all);
        own.keySet().removeIf(key -> KINDS.stream().anyMatch(key::startsWith));
        all.forEach((key, value) -> {
            if (key.startsWith(kind)) {
                own.put(key.substring(kind.length()), value);
            }
        });
        return own;
    }
}
