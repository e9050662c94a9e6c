package tidemark.client.usage;

import java.time.Duration;
import java.util.Map;
import tidemark.client.metrics.ClientMetrics;
import tidemark.topics.Topics;

/**
 * How usage is published.
 *
 * @param kafka settings of the producer and of the Avro serializer, at least {@code bootstrap.servers} and {@code schema.registry.url};
 *     {@code buffer.memory} bounds the memory; {@code value.serializer} may name another serializer of the same wire format
 * @param topic that usage goes to, prefix included
 * @param backpressure what happens when the buffer is full
 * @param closeWithin how long {@code close()} waits for what is under way
 * @param metrics is told counts and times
 */
public record PublisherSettings(
        Map<String, Object> kafka,
        String topic,
        Backpressure backpressure,
        Duration closeWithin,
        ClientMetrics metrics) {

    /** Copies the settings. */
    public PublisherSettings {
        kafka = Map.copyOf(kafka);
        if (closeWithin.isNegative()) {
            throw new IllegalArgumentException("closeWithin is not negative, as " + closeWithin + " is");
        }
    }

    /** The defaults: no prefix, callers wait up to 10 seconds for room, and closing waits up to 30. */
    public static PublisherSettings of(Map<String, ?> kafka) {
        return new PublisherSettings(
                Map.copyOf(kafka),
                Topics.unprefixed().usageEvents(),
                Backpressure.waitUpTo(Duration.ofSeconds(10)),
                Duration.ofSeconds(30),
                ClientMetrics.NONE);
    }

    /** Of the installation with these topics. */
    public PublisherSettings withTopics(Topics topics) {
        return new PublisherSettings(kafka, topics.usageEvents(), backpressure, closeWithin, metrics);
    }

    /** With another answer to a full buffer. */
    public PublisherSettings withBackpressure(Backpressure choice) {
        return new PublisherSettings(kafka, topic, choice, closeWithin, metrics);
    }

    /** With another limit to the time that closing takes. */
    public PublisherSettings withCloseWithin(Duration longest) {
        return new PublisherSettings(kafka, topic, backpressure, longest, metrics);
    }

    /** With metrics. */
    public PublisherSettings withMetrics(ClientMetrics kept) {
        return new PublisherSettings(kafka, topic, backpressure, closeWithin, kept);
    }
}
