package tidemark.topology;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import org.apache.kafka.streams.KafkaStreams;

/** Kafka Streams' own metrics, and the state of the client, which is no number there. */
final class StreamsMeters implements AutoCloseable {

    private final KafkaStreamsMetrics metrics;

    private StreamsMeters(KafkaStreamsMetrics metrics) {
        this.metrics = metrics;
    }

    static StreamsMeters bind(KafkaStreams streams, MeterRegistry meters) {
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(meters);
        Gauge.builder(
                        "tidemark.streams.running",
                        streams,
                        client -> client.state() == KafkaStreams.State.RUNNING ? 1 : 0)
                .description("1 while this node takes part in the work")
                .register(meters);
        return new StreamsMeters(metrics);
    }

    @Override
    public void close() {
        metrics.close();
    }
}
