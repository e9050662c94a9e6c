package tidemark.benchmarks.rivals;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import tidemark.events.UsageEvent;
import tidemark.serde.KafkaAvroDeserializer;
import tidemark.serde.KafkaAvroSerializer;
import tidemark.topics.Topics;
import tidemark.topology.NodeSettings;

/**
 * One of the programs that Tidemark is compared with, running. Exactly once, with one thread, with the producer settings that
 * help Tidemark, all else as Kafka Streams has it by default.
 */
public final class Rival implements AutoCloseable {

    private final KafkaStreams streams;

    private Rival(KafkaStreams streams) {
        this.streams = streams;
    }

    /** Starts it with the settings of a node; returns at once. */
    public static Rival start(Pipeline pipeline, Map<String, String> settings) {
        Topics topics = new Topics(settings.getOrDefault(NodeSettings.TOPIC_PREFIX, ""));
        Rival started = new Rival(new KafkaStreams(topology(pipeline, topics, settings), properties(settings)));
        started.streams.start();
        return started;
    }

    /** Whether it takes part in the work. */
    public boolean ready() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    @Override
    public void close() {
        streams.close(CloseOptions.timeout(Duration.ofSeconds(20)));
    }

    private static Topology topology(Pipeline pipeline, Topics topics, Map<String, String> settings) {
        return switch (pipeline) {
            case PASS_THROUGH -> PassThrough.topology(topics);
            case PLAIN_DSL -> PlainDsl.topology(topics, usage(settings), false);
            case PLAIN_DSL_CACHED -> PlainDsl.topology(topics, usage(settings), true);
            case TIDEMARK -> throw new IllegalArgumentException("Tidemark is not its own rival");
        };
    }

    private static Properties properties(Map<String, String> settings) {
        Properties streams = new Properties();
        streams.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                settings.get(NodeSettings.APPLICATION_ID),
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.get("bootstrap.servers"),
                StreamsConfig.STATE_DIR_CONFIG,
                settings.get(NodeSettings.STATE_DIR),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
                "lz4",
                StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                20,
                StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG),
                5,
                "auto.offset.reset",
                "earliest"));
        return streams;
    }

    private static Serde<UsageEvent> usage(Map<String, String> settings) {
        KafkaAvroSerializer serializer = new KafkaAvroSerializer();
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
        Map<String, Object> config =
                Map.of("schema.registry.url", settings.get("schema.registry.url"), "specific.avro.reader", true);
        serializer.configure(config, false);
        deserializer.configure(config, false);
        return Serdes.serdeFrom(
                serializer::serialize, (topic, bytes) -> (UsageEvent) deserializer.deserialize(topic, bytes));
    }
}
