package tidemark.cli.dev;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a node needs to know.
 *
 * @param settings Kafka's own, by their keys, and {@code schema.registry.url}; those that start with {@code tidemark.} are ours
 * @param stateDir where the state stores lie
 * @param httpHost where HTTP is answered
 * @param httpPort where HTTP is answered; 0 for any free port
 */
record NodeSettings(Map<String, String> settings, Path stateDir, String httpHost, int httpPort) {

    NodeSettings {
        settings = Map.copyOf(settings);
    }
}
