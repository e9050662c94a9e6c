package tidemark.topology.roles;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import tidemark.events.ChangeResult;
import tidemark.events.Role;
import tidemark.events.RoleChange;
import tidemark.ledger.Policy;
import tidemark.serde.KafkaAvroDeserializer;
import tidemark.serde.KafkaAvroSerializer;
import tidemark.topics.Topics;
import tidemark.topology.graph.HeapBudget;
import tidemark.topology.graph.NodeNames;
import tidemark.topology.graph.Reporting;
import tidemark.topology.graph.RowBudget;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.graph.TaskMemory;
import tidemark.topology.graph.TopologyParts;
import tidemark.topology.intake.ArrivalTimestamps;
import tidemark.topology.intake.Partitions;
import tidemark.topology.intake.Restamp;
import tidemark.topology.intake.SchemaLoading;
import tidemark.topology.intake.Tally;
import tidemark.topology.wire.EventWriter;

/** The judge of role changes on a graph of its own, in one thread, without a broker. */
final class RoleDriver implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private static final Topics TOPICS = new Topics("t.");
    private static final ByteArraySerializer OUT = new ByteArraySerializer();
    private static final ByteArrayDeserializer IN = new ByteArrayDeserializer();

    private final Path stateDir;
    private final KafkaAvroDeserializer deserializer;
    private final EventWriter writer;
    private final SchemaLoading schemas;
    private final TopologyParts parts;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TopologyTestDriver driver;
    private Instant clock = START;

    RoleDriver(Path stateDir, int partitions) {
        this.stateDir = stateDir;
        MemoryRegistry registry = new MemoryRegistry();
        Map<String, Object> settings = Map.of("schema.registry.url", "http://none", "specific.avro.reader", true);
        KafkaAvroSerializer serializer = new KafkaAvroSerializer(registry);
        serializer.configure(settings, false);
        deserializer = new KafkaAvroDeserializer(registry);
        deserializer.configure(settings, false);
        writer = new EventWriter(serializer);
        schemas = new SchemaLoading(deserializer, meters);
        schemas.loadNow(TOPICS.roleChanges(), writer.sample(TOPICS.roleChanges(), RoleChange.class));
        parts = new TopologyParts(
                TOPICS,
                Policy.DEFAULT,
                new Partitions(partitions),
                new Partitions(partitions),
                new Partitions(1),
                Reporting.DEFAULT,
                schemas,
                writer,
                new Tally(meters),
                256 * 1024,
                new TaskMemory(new RowBudget(1), new HeapBudget(0)));
        driver = start();
    }

    private TopologyTestDriver start() {
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                NodeNames.ROLE_CHANGES_SOURCE,
                new ArrivalTimestamps(),
                IN,
                IN,
                TOPICS.roleChanges());
        topology.addProcessor(NodeNames.STAMP_ROLE_CHANGES, Restamp::direct, NodeNames.ROLE_CHANGES_SOURCE);
        topology.addProcessor(
                NodeNames.JUDGE_ROLE_CHANGES, () -> new RoleChangeProcessor(parts), NodeNames.STAMP_ROLE_CHANGES);
        RoleChangeProcessor.stores().forEach(store -> topology.addStateStore(store, NodeNames.JUDGE_ROLE_CHANGES));
        String judge = NodeNames.JUDGE_ROLE_CHANGES;
        topology.addSink(NodeNames.ROLES_SINK, TOPICS.roles(), OUT, OUT, new EveryPartition(), judge);
        topology.addSink(NodeNames.ROLE_RESULTS_SINK, TOPICS.changeResults(), OUT, OUT, judge);
        topology.addSink(NodeNames.REJECTED_ROLE_CHANGES_SINK, TOPICS.rejectedEvents(), OUT, OUT, judge);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "roles");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        return new TopologyTestDriver(topology, properties, clock);
    }

    /* What was stored is what the next one finds; the driver itself would wipe it. */
    void restart() {
        List<List<KeyValue<Bytes, Object>>> rows = new ArrayList<>();
        for (String name : List.of(StoreNames.ROLE_BOOK, StoreNames.JUDGED_CHANGES)) {
            List<KeyValue<Bytes, Object>> all = new ArrayList<>();
            KeyValueStore<Bytes, Object> store = driver.getKeyValueStore(name);
            try (KeyValueIterator<Bytes, Object> iterator = store.all()) {
                iterator.forEachRemaining(all::add);
            }
            rows.add(all);
        }
        driver.close();
        driver = start();
        driver.<Bytes, Object>getKeyValueStore(StoreNames.ROLE_BOOK).putAll(rows.get(0));
        driver.<Bytes, Object>getKeyValueStore(StoreNames.JUDGED_CHANGES).putAll(rows.get(1));
    }

    void advance(Duration by) {
        clock = clock.plus(by);
        driver.advanceWallClockTime(by);
    }

    /** Sends a change under the key it should have, and gives the answer. */
    ChangeResult ask(RoleChange change) {
        send(change.getEntityId(), change);
        return answer();
    }

    void send(@Nullable String key, RoleChange change) {
        sendBytes(key == null ? null : key.getBytes(UTF_8), bytes(change));
    }

    byte[] bytes(RoleChange change) {
        return writer.write(TOPICS.roleChanges(), change);
    }

    @SuppressWarnings("NullAway") // Kafka's classes are not annotated: a record without key or value is fine.
    void sendBytes(byte @Nullable [] key, byte @Nullable [] value) {
        TestInputTopic<byte[], byte[]> topic = driver.createInputTopic(TOPICS.roleChanges(), OUT, OUT);
        TestRecord<byte[], byte[]> record = new TestRecord<>(key, value, Instant.ofEpochMilli(12_345));
        record.headers().add("trace", new byte[] {1});
        topic.pipeInput(record);
    }

    ChangeResult answer() {
        List<TestRecord<byte[], byte[]>> answers = results();
        if (answers.size() != 1) {
            throw new AssertionError("expected one answer, found " + answers.size());
        }
        return (ChangeResult) read(TOPICS.changeResults(), answers.get(0));
    }

    List<TestRecord<byte[], byte[]>> results() {
        return output(TOPICS.changeResults());
    }

    List<TestRecord<byte[], byte[]>> roles() {
        return output(TOPICS.roles());
    }

    List<TestRecord<byte[], byte[]>> rejected() {
        return output(TOPICS.rejectedEvents());
    }

    Role role() {
        List<TestRecord<byte[], byte[]>> roles = roles();
        if (roles.size() != 1) {
            throw new AssertionError("expected one role, found " + roles.size());
        }
        return (Role) read(TOPICS.roles(), roles.get(0));
    }

    double counted(String outcome) {
        return meters.get("tidemark.records").tag("outcome", outcome).counter().count();
    }

    static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private SpecificRecord read(String topic, TestRecord<byte[], byte[]> record) {
        return (SpecificRecord) Objects.requireNonNull(deserializer.deserialize(topic, record.value()), "a record");
    }

    private List<TestRecord<byte[], byte[]>> output(String topic) {
        TestOutputTopic<byte[], byte[]> output = driver.createOutputTopic(topic, IN, IN);
        return output.readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
        schemas.close();
        writer.close();
    }
}
