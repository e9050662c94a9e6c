package tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.embedded.EmbeddedBroker;

/** What is left of Kafka Streams' meters, on a real broker. */
final class StreamsMetersIT {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    @Test
    void threads_are_told_apart_without_ids_that_change_at_each_start(@TempDir Path dir) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), 0)) {
            createTopic(broker);
            MeterRegistry meters = new SimpleMeterRegistry();
            try (KafkaStreams streams = streams(broker, dir)) {
                streams.start();
                await().atMost(Duration.ofSeconds(60)).until(() -> knowsLag(streams));
                StreamsMeters.cutDown(meters);
                try (StreamsMeters bound = StreamsMeters.bind(streams, meters)) {
                    assertThat(bound).isNotNull();
                    assertKept(meters);
                }
                assertThat(meters.getMeters()).isEmpty();
            }
        }
    }

    private static void assertKept(MeterRegistry meters) {
        List<Meter.Id> ids = meters.getMeters().stream().map(Meter::getId).toList();
        Set<String> names = new TreeSet<>();
        ids.forEach(id -> names.add(id.getName()));
        assertThat(names)
                .contains(
                        "kafka.stream.alive.stream.threads",
                        "kafka.stream.failed.stream.threads",
                        "kafka.stream.thread.process.total",
                        "kafka.stream.thread.commit.total",
                        "kafka.consumer.coordinator.rebalance.total",
                        "kafka.consumer.fetch.manager.records.lag.max",
                        "tidemark.streams.running");
        assertThat(ids).noneMatch(id -> UUID.matcher(id.toString()).find()).hasSizeLessThan(400);
        assertOneSetOfTagKeysEach(ids);
        assertThat(meters.find("kafka.stream.thread.process.total").meters())
                .extracting(meter -> meter.getId().getTag("thread.id"))
                .containsExactlyInAnyOrder("StreamThread-1", "StreamThread-2");
        assertThat(meters.get("kafka.stream.alive.stream.threads").gauge().value())
                .isEqualTo(2);
    }

    private static boolean knowsLag(KafkaStreams streams) {
        return streams.metrics().keySet().stream()
                .anyMatch(name ->
                        name.name().equals("records-lag-max") && name.tags().containsKey("partition"));
    }

    private static void assertOneSetOfTagKeysEach(List<Meter.Id> ids) {
        Map<String, Set<List<String>>> keys = new TreeMap<>();
        for (Meter.Id id : ids) {
            List<String> ofMeter =
                    id.getTags().stream().map(Tag::getKey).sorted().toList();
            keys.computeIfAbsent(id.getName(), name -> new HashSet<>()).add(ofMeter);
        }
        assertThat(keys).allSatisfy((name, sets) -> assertThat(sets).as(name).hasSize(1));
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("in", 6, (short) 1))).all().get();
        }
    }

    private static KafkaStreams streams(EmbeddedBroker broker, Path dir) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("in").groupByKey().count();
        Properties settings = new Properties();
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "meters");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, dir.resolve("state").toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        return new KafkaStreams(builder.build(), settings);
    }
}
