package tidemark.topology.intake;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** A tiny topology around an {@link IntakeDesk}, and what came of what went in. */
final class DeskFixture {

    static final Instant NOW = Instant.parse("2026-11-05T12:00:00Z");

    private final List<String> handled = new ArrayList<>();
    private @Nullable TopologyTestDriver driver;
    private @Nullable DeskProcessor processor;

    void open(Path stateDir, SchemaLoading schemas, SimpleMeterRegistry meters) {
        open(stateDir, schemas, meters, Map.of());
    }

    /** Opens with what {@link #logged} said before: the driver itself forgets its stores when it is closed. */
    void open(Path stateDir, SchemaLoading schemas, SimpleMeterRegistry meters, Map<Bytes, byte[]> restored) {
        Tally tally = new Tally(meters);
        Topology topology = new Topology();
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        topology.addSource(AutoOffsetReset.earliest(), "usage", new ArrivalTimestamps(), bytes, bytes, "usage-events")
                .addSource(
                        AutoOffsetReset.earliest(), "rerouted", new ArrivalTimestamps(), bytes, bytes, "usage-rerouted")
                .addSource(AutoOffsetReset.earliest(), "changes", new OvertakingTimestamps(), bytes, bytes, "changes")
                .addProcessor("stamp-usage", Restamp::direct, "usage")
                .addProcessor("stamp-rerouted", Restamp::rerouted, "rerouted")
                .addProcessor("stamp-changes", Restamp::overtaking, "changes")
                .addProcessor(
                        "desk",
                        () -> processor = new DeskProcessor(schemas, tally, handled, restored),
                        "stamp-usage",
                        "stamp-rerouted",
                        "stamp-changes")
                .addStateStore(IntakeDesk.parkingStore("parked"), "desk");
        for (String topic : List.of("rejected-events", "usage-rerouted", "results")) {
            topology.addSink(topic + "-sink", topic, new ByteArraySerializer(), new ByteArraySerializer(), "desk");
        }
        Properties config = new Properties();
        config.put("application.id", "desk");
        config.put("bootstrap.servers", "localhost:1");
        config.put("state.dir", stateDir.toString());
        driver = new TopologyTestDriver(topology, config, NOW);
    }

    void usage(byte @Nullable [] key, byte @Nullable [] value, Instant arrival) {
        usage(key, value, arrival, new RecordHeaders());
    }

    void usage(byte @Nullable [] key, byte @Nullable [] value, Instant arrival, Headers headers) {
        input("usage-events").pipeInput(new TestRecord<>(key, value, headers, arrival));
    }

    void rerouted(byte @Nullable [] key, byte @Nullable [] value, Instant arrival, Headers headers) {
        input("usage-rerouted").pipeInput(new TestRecord<>(key, value, headers, arrival));
    }

    void change(byte @Nullable [] key, byte @Nullable [] value, Instant arrival) {
        input("changes").pipeInput(new TestRecord<>(key, value, new RecordHeaders(), arrival));
    }

    void tick(Duration duration) {
        opened().advanceWallClockTime(duration);
    }

    /** What a restart would find in the store, by its changelog. */
    Map<Bytes, byte[]> logged() {
        Map<Bytes, byte[]> stored = new HashMap<>();
        for (TestRecord<byte[], byte[]> record : output("desk-parked-changelog").readRecordsToList()) {
            if (record.value() == null) {
                stored.remove(Bytes.wrap(record.key()));
            } else {
                stored.put(Bytes.wrap(record.key()), record.value());
            }
        }
        return stored;
    }

    /** What the handlers saw, in order. */
    List<String> handled() {
        return handled;
    }

    /** Event ids that the handlers saw of one topic, in order. */
    List<String> handledOf(String topic) {
        return handled.stream()
                .filter(line -> line.startsWith(topic + "/"))
                .map(line -> line.substring(line.indexOf(' ') + 1, line.indexOf(" arrived ")))
                .toList();
    }

    /** How many punctuations are scheduled. */
    int schedules() {
        return Objects.requireNonNull(processor).schedules();
    }

    /** The timestamp that whatever the last record stored would have carried. */
    Instant storedAt() {
        return Instant.ofEpochMilli(Objects.requireNonNull(processor).storedAt());
    }

    TestOutputTopic<byte[], byte[]> rejected() {
        return output("rejected-events");
    }

    TestOutputTopic<byte[], byte[]> results() {
        return output("results");
    }

    void close() {
        if (driver != null) {
            driver.close();
            driver = null;
        }
    }

    private TestInputTopic<byte[], byte[]> input(String topic) {
        return opened().createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return opened().createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private TopologyTestDriver opened() {
        return Objects.requireNonNull(driver);
    }
}
