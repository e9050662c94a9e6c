package tidemark.cli.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import tidemark.cli.connect.Environment;
import tidemark.topology.NodeSettings;

/** A node's settings gathered from several places; what comes later overrides. */
final class NodeConfiguration {

    private final Map<String, String> all = new HashMap<>();

    /**
     * Adds a properties file.
     *
     * @throws ParameterException if it cannot be read
     */
    NodeConfiguration file(Path file, CommandLine command) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(command, "--config: the file " + file + " cannot be read as properties.", e);
        }
        properties.stringPropertyNames().forEach(key -> all.put(key, properties.getProperty(key)));
        return this;
    }

    /** Adds Kafka's settings and ours, as far as the environment names them. */
    NodeConfiguration environment(Map<String, String> variables) {
        all.putAll(Environment.kafkaSettings(variables));
        for (String key : NodeSettings.definition().names()) {
            String value = variables.get(key.replace('.', '_').toUpperCase(Locale.ROOT));
            if (key.startsWith(NodeSettings.OWN) && value != null) {
                all.put(key, value);
            }
        }
        return this;
    }

    /** Adds one setting, if it is given. */
    NodeConfiguration option(String key, @Nullable String value) {
        if (value != null) {
            all.put(key, value);
        }
        return this;
    }

    /**
     * All of them.
     *
     * @throws org.apache.kafka.common.config.ConfigException naming the key and what was expected
     */
    NodeSettings settings() {
        return NodeSettings.of(all);
    }
}
