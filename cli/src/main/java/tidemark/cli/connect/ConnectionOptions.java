package tidemark.cli.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tidemark.cli.access.DevIssuer;
import tidemark.cli.access.DevStacks;
import tidemark.topics.Topics;

/**
 * The options that say where everything is; they find the {@code dev} stack by default. An option overrides the environment, which
 * overrides the file.
 */
public final class ConnectionOptions {

    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final String REGISTRY = "schema.registry.url";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Kafka brokers, separated by commas. Default: localhost:9092.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--registry-url",
            paramLabel = "URL",
            description = "Schema registry (Confluent REST protocol). Default: http://localhost:8081/apis/ccompat/v7.")
    private @Nullable String registryUrl;

    @Option(
            names = "--api-url",
            paramLabel = "URL",
            description = "HTTP address of a Tidemark node. Default: http://localhost:8080.")
    private @Nullable String apiUrl;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = {
                "Bearer token for the node. Default: TIDEMARK_TOKEN, which other processes do not see; against a dev stack of yours the",
                "command signs itself in."
            })
    private @Nullable String token;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description = "Put before every topic name, for example 'prod.'. Default: none.")
    private @Nullable String topicPrefix;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            description = "Kafka Streams application id of the ledger. Default: tidemark-ledger.")
    private @Nullable String applicationId;

    @Option(
            names = "--client-config",
            paramLabel = "FILE",
            description = {
                "Properties passed to every Kafka client (and to the Avro serializer); 'producer.', 'consumer.' and 'admin.' in front "
                        + "of a key restrict it to that client.",
                "Environment variables TIDEMARK_KAFKA_* do the same, for example TIDEMARK_KAFKA_SECURITY_PROTOCOL."
            })
    private @Nullable Path clientConfig;

    /** Settings for clients, from the options, the environment and the file. */
    public ClientSettings clients() {
        Map<String, String> settings = new HashMap<>();
        settings.put(BOOTSTRAP, "localhost:9092");
        settings.put(REGISTRY, "http://localhost:8081/apis/ccompat/v7");
        settings.putAll(file());
        settings.putAll(Environment.kafkaSettings(System.getenv()));
        if (bootstrapServers != null) {
            settings.put(BOOTSTRAP, bootstrapServers);
        }
        if (registryUrl != null) {
            settings.put(REGISTRY, registryUrl);
        }
        return new ClientSettings(settings);
    }

    /** Where a node answers HTTP, without a slash at the end. */
    public URI api() {
        String url = given(apiUrl, "TIDEMARK_API_URL", "http://localhost:8080");
        try {
            URI uri = URI.create(url.replaceAll("/+$", ""));
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw wrong("--api-url: expected an address such as http://localhost:8080, got '" + url + "'", e);
        }
        throw wrong("--api-url: expected an address such as http://localhost:8080, got '" + url + "'", null);
    }

    /** Whether it was said where a node answers. */
    public boolean apiIsGiven() {
        return apiUrl != null || System.getenv("TIDEMARK_API_URL") != null;
    }

    /** The bearer token to show to the node at {@link #api()}; null: none. */
    public @Nullable String token() {
        String given = given(token, "TIDEMARK_TOKEN", "");
        if (!given.isEmpty()) {
            return given;
        }
        return DevStacks.ofThisUser().at(api()).map(DevIssuer::operatorToken).orElse(null);
    }

    /** The topics of the installation. */
    public Topics topics() {
        return new Topics(given(topicPrefix, "TIDEMARK_TOPIC_PREFIX", ""));
    }

    /** The ledger's application id, which is its consumer group. */
    public String applicationId() {
        return given(applicationId, "TIDEMARK_APPLICATION_ID", "tidemark-ledger");
    }

    private Map<String, String> file() {
        if (clientConfig == null) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(clientConfig, UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw wrong("--client-config: the file " + clientConfig + " cannot be read as properties", e);
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        return settings;
    }

    private static String given(@Nullable String option, String variable, String standard) {
        if (option != null) {
            return option;
        }
        String set = System.getenv(variable);
        return set == null ? standard : set;
    }

    private ParameterException wrong(String message, @Nullable Throwable cause) {
        return new ParameterException(command.commandLine(), message, cause);
    }
}
