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
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import tidemark.admin.GateSettings;
import tidemark.admin.access.AccessSettings;
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
        addNamed(NodeSettings.definition().names(), variables);
        addNamed(AccessSettings.definition().names(), variables);
        addNamed(GateSettings.definition().names(), variables);
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
     * Those of the node and of its clients.
     *
     * @throws org.apache.kafka.common.config.ConfigException naming the key and what was expected
     */
    NodeSettings settings() {
        return NodeSettings.of(
                only(key -> !key.startsWith(AccessSettings.PREFIX) && !key.startsWith(GateSettings.PREFIX)));
    }

    /**
     * How callers are known.
     *
     * @throws org.apache.kafka.common.config.ConfigException naming the key and what was expected
     */
    AccessSettings access() {
        return AccessSettings.of(only(key -> key.startsWith(AccessSettings.PREFIX)));
    }

    /**
     * How it answers whether requests may start.
     *
     * @throws org.apache.kafka.common.config.ConfigException naming the key and what was expected
     */
    GateSettings gates() {
        return GateSettings.of(only(key -> key.startsWith(GateSettings.PREFIX)));
    }

    private Map<String, String> only(Predicate<String> wanted) {
        Map<String, String> some = new HashMap<>(all);
        some.keySet().removeIf(wanted.negate());
        return some;
    }

    private void addNamed(Set<String> keys, Map<String, String> variables) {
        for (String key : keys) {
            String value = variables.get(key.replace('.', '_').toUpperCase(Locale.ROOT));
            if (key.startsWith(NodeSettings.OWN) && value != null) {
                all.put(key, value);
            }
        }
    }
}
