package tidemark.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tidemark.client.gate.ReplicaSettings;
import tidemark.client.gate.WhenUnsure;
import tidemark.client.metrics.ClientMetrics;
import tidemark.client.operation.OperationSettings;
import tidemark.client.usage.Backpressure;
import tidemark.client.usage.PublisherSettings;
import tidemark.topics.Topics;

/**
 * What a client is told; each part can be set in full.
 *
 * @param replica of the gate
 * @param publisher of usage
 * @param operations their times, source and clock
 * @param api base URL of the API; null: nobody is asked what is left, and decisions alone halt
 * @param token gives the bearer token for the API
 * @param answersWithin how long an answer of the API may take
 */
public record ClientSettings(
        ReplicaSettings replica,
        PublisherSettings publisher,
        OperationSettings operations,
        @Nullable URI api,
        Supplier<String> token,
        Duration answersWithin) {

    /**
     * The defaults.
     *
     * @param kafka settings of Kafka clients and of the Avro serde, at least {@code bootstrap.servers} and {@code schema.registry.url}
     */
    public static ClientSettings of(Map<String, ?> kafka) {
        return new ClientSettings(
                ReplicaSettings.of(kafka),
                PublisherSettings.of(kafka),
                OperationSettings.defaults(),
                null,
                () -> "",
                Duration.ofSeconds(2));
    }

    /** Asks the API there, with tokens from there. */
    public ClientSettings withApi(URI url, Supplier<String> tokens) {
        return new ClientSettings(replica, publisher, operations, url, tokens, answersWithin);
    }

    /** Of the installation whose topics have that prefix. */
    public ClientSettings withTopicPrefix(String prefix) {
        Topics topics = new Topics(prefix);
        return with(replica.withTopics(topics), publisher.withTopics(topics), operations);
    }

    /** With another answer while the gate is unsure. */
    public ClientSettings withWhenUnsure(WhenUnsure choice) {
        return with(replica.withWhenUnsure(choice), publisher, operations);
    }

    /** With another answer to usage that comes too fast. */
    public ClientSettings withBackpressure(Backpressure choice) {
        return with(replica, publisher.withBackpressure(choice), operations);
    }

    /** Writes that into usage as the producer that has made the event ids. */
    public ClientSettings withSource(String source) {
        return with(replica, publisher, operations.withSource(source));
    }

    /** With metrics. */
    public ClientSettings withMetrics(ClientMetrics metrics) {
        return with(replica.withMetrics(metrics), publisher.withMetrics(metrics), operations.withMetrics(metrics));
    }

    private ClientSettings with(ReplicaSettings gate, PublisherSettings usage, OperationSettings work) {
        return new ClientSettings(gate, usage, work, api, token, answersWithin);
    }
}
