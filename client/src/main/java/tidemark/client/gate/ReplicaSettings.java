package tidemark.client.gate;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import tidemark.client.metrics.ClientMetrics;
import tidemark.topics.Topics;

/**
 * How a replica of the decisions works.
 *
 * @param kafka settings of its consumer and of the Avro deserializer, at least {@code bootstrap.servers} and {@code schema.registry.url};
 *     {@code value.deserializer} may name another one that speaks the same wire format
 * @param topic the decisions' topic, prefix included
 * @param clock what tells whether a block has run out
 * @param staleAfter how old the knowledge may be before answers are flagged
 * @param probeEvery how often the brokers are asked where the topic ends, which proves that nothing was missed
 * @param whenUnsure what is answered while starting or stale
 * @param listener is told of every decision
 * @param metrics is told counts and levels
 */
public record ReplicaSettings(
        Map<String, Object> kafka,
        String topic,
        InstantSource clock,
        Duration staleAfter,
        Duration probeEvery,
        WhenUnsure whenUnsure,
        DecisionListener listener,
        ClientMetrics metrics) {

    /** Copies the settings and checks the times. */
    public ReplicaSettings {
        kafka = Map.copyOf(kafka);
        if (probeEvery.isNegative() || probeEvery.isZero()) {
            throw new IllegalArgumentException("probeEvery is longer than nothing, not " + probeEvery);
        }
        if (staleAfter.compareTo(probeEvery) <= 0) {
            throw new IllegalArgumentException(
                    "staleAfter is longer than probeEvery, which is " + probeEvery + ", not " + staleAfter);
        }
    }

    /** The defaults: no prefix, the system's clock, stale after 5 seconds, a probe every half second, blocks kept. */
    public static ReplicaSettings of(Map<String, ?> kafka) {
        return new ReplicaSettings(
                Map.copyOf(kafka),
                Topics.unprefixed().blockDecisions(),
                InstantSource.system(),
                Duration.ofSeconds(5),
                Duration.ofMillis(500),
                WhenUnsure.KEEP_BLOCKS,
                DecisionListener.NONE,
                ClientMetrics.NONE);
    }

    /** Of the installation with these topics. */
    public ReplicaSettings withTopics(Topics topics) {
        return new ReplicaSettings(
                kafka, topics.blockDecisions(), clock, staleAfter, probeEvery, whenUnsure, listener, metrics);
    }

    /** By another clock. */
    public ReplicaSettings withClock(InstantSource other) {
        return new ReplicaSettings(kafka, topic, other, staleAfter, probeEvery, whenUnsure, listener, metrics);
    }

    /** With another limit to the age of its knowledge, and another time between probes. */
    public ReplicaSettings withStaleAfter(Duration longest, Duration probes) {
        return new ReplicaSettings(kafka, topic, clock, longest, probes, whenUnsure, listener, metrics);
    }

    /** With another answer while starting or stale. */
    public ReplicaSettings withWhenUnsure(WhenUnsure choice) {
        return new ReplicaSettings(kafka, topic, clock, staleAfter, probeEvery, choice, listener, metrics);
    }

    /** With a listener. */
    public ReplicaSettings withListener(DecisionListener told) {
        return new ReplicaSettings(kafka, topic, clock, staleAfter, probeEvery, whenUnsure, told, metrics);
    }

    /** With metrics. */
    public ReplicaSettings withMetrics(ClientMetrics kept) {
        return new ReplicaSettings(kafka, topic, clock, staleAfter, probeEvery, whenUnsure, listener, kept);
    }
}
