package tidemark.client.listen;

import java.util.Map;
import tidemark.client.metrics.ClientMetrics;
import tidemark.topics.Topics;

/**
 * How announcements are listened to.
 *
 * @param kafka settings of the consumer and of the Avro deserializer, at least {@code bootstrap.servers} and {@code schema.registry.url}
 * @param topics of the installation
 * @param begin where it begins
 * @param metrics is told counts
 */
public record ListenSettings(Map<String, Object> kafka, Topics topics, Begin begin, ClientMetrics metrics) {

    /** Copies the settings. */
    public ListenSettings {
        kafka = Map.copyOf(kafka);
    }

    /** Without a prefix or metrics. */
    public static ListenSettings of(Map<String, ?> kafka, Begin begin) {
        return new ListenSettings(Map.copyOf(kafka), Topics.unprefixed(), begin, ClientMetrics.NONE);
    }

    /** Of the installation with these topics. */
    public ListenSettings withTopics(Topics others) {
        return new ListenSettings(kafka, others, begin, metrics);
    }

    /** With metrics. */
    public ListenSettings withMetrics(ClientMetrics kept) {
        return new ListenSettings(kafka, topics, begin, kept);
    }
}
