package tidemark.topology;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.test.TestRecord;
import tidemark.events.Actor;
import tidemark.events.BlockDecision;
import tidemark.events.ChangeResult;
import tidemark.events.Entity;
import tidemark.events.EntityLeeway;
import tidemark.events.EntityLimitChange;
import tidemark.events.EntityPartial;
import tidemark.events.LevelChange;
import tidemark.events.Role;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChange;
import tidemark.events.UsageEvent;
import tidemark.events.UsageExceeded;
import tidemark.events.UsageWarning;
import tidemark.ledger.Policy;
import tidemark.serde.KafkaAvroDeserializer;
import tidemark.serde.KafkaAvroSerializer;
import tidemark.topics.Topics;
import tidemark.topology.graph.HeapBudget;
import tidemark.topology.graph.Reporting;
import tidemark.topology.graph.RowBudget;
import tidemark.topology.graph.TaskMemory;
import tidemark.topology.graph.TopologyParts;
import tidemark.topology.intake.Partitions;
import tidemark.topology.intake.SchemaLoading;
import tidemark.topology.intake.Tally;
import tidemark.topology.roles.MemoryRegistry;
import tidemark.topology.wire.EventWriter;

/** What the graph is made of in tests: everything real, but for the registry, which is in memory. */
final class GraphParts implements AutoCloseable {

    static final Actor ACTOR = new Actor("alice", "acme", null, "manage_user_roles");
    static final int MAX_RECORD_BYTES = 256 * 1024;
    static final Duration URGENT_EVERY = Duration.ofMillis(100);
    static final Duration REPORTED_EVERY = Duration.ofSeconds(1);

    private static final Topics TOPICS = Topics.unprefixed();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KafkaAvroDeserializer deserializer;
    private final EventWriter writer;
    private final SchemaLoading schemas;
    private final TopologyParts parts;

    GraphParts(int accountPartitions, int entityPartitions) {
        MemoryRegistry registry = new MemoryRegistry();
        Map<String, Object> settings = Map.of(
                "schema.registry.url", "http://none", "specific.avro.reader", true, "avro.fail.on.trailing.data", true);
        KafkaAvroSerializer serializer = new KafkaAvroSerializer(registry);
        serializer.configure(settings, false);
        deserializer = new KafkaAvroDeserializer(registry);
        deserializer.configure(settings, false);
        writer = new EventWriter(serializer);
        schemas = new SchemaLoading(deserializer, meters);
        load(TOPICS.usageEvents(), UsageEvent.class);
        load(TOPICS.usageRerouted(), UsageEvent.class);
        load(TOPICS.roleChanges(), RoleChange.class);
        load(TOPICS.roleAssignments(), RoleAssignment.class);
        load(TOPICS.roles(), Role.class);
        load(TOPICS.entityLimits(), EntityLimitChange.class);
        load(TOPICS.entityPartials(), EntityPartial.class);
        load(TOPICS.entityLeeways(), EntityLeeway.class);
        load(TOPICS.entities(), Entity.class);
        List.of(ChangeResult.class, UsageWarning.class, UsageExceeded.class, BlockDecision.class, LevelChange.class)
                .forEach(type -> writer.warmUp("any", type));
        parts = new TopologyParts(
                TOPICS,
                Policy.DEFAULT,
                new Partitions(accountPartitions),
                new Partitions(1),
                new Partitions(entityPartitions),
                new Reporting(URGENT_EVERY, REPORTED_EVERY),
                schemas,
                writer,
                new Tally(meters),
                MAX_RECORD_BYTES,
                new TaskMemory(new RowBudget(64 * 1024), new HeapBudget(1024 * 1024)));
    }

    private void load(String topic, Class<? extends SpecificRecord> type) {
        schemas.loadNow(topic, writer.sample(topic, type));
    }

    Topology draw() {
        Properties streams = new Properties();
        streams.put("application.id", "graph");
        streams.put("bootstrap.servers", "none:1");
        streams.put("ensure.explicit.internal.resource.naming", true);
        return CreditTopology.draw(parts, streams);
    }

    Topics topics() {
        return TOPICS;
    }

    byte[] bytes(String topic, SpecificRecord record) {
        return writer.write(topic, record);
    }

    <T> T read(String topic, Class<T> type, TestRecord<byte[], byte[]> record) {
        return type.cast(Objects.requireNonNull(deserializer.deserialize(topic, record.value()), "a value"));
    }

    /** How many records of a topic ended so. */
    int counted(String topic, String outcome) {
        return (int) meters.get("tidemark.records")
                .tag("topic", topic)
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    /** How many records of a topic ended at all (R14). */
    int counted(String topic) {
        return (int) meters.get("tidemark.records").tag("topic", topic).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** How many records of a topic were rejected for that reason. */
    int countedRejected(String topic, String reason) {
        return (int) meters.get("tidemark.rejected")
                .tag("topic", topic)
                .tag("reason", reason)
                .counter()
                .count();
    }

    /** How many reports left a total of an entity at the end of its range. */
    int countedSaturated() {
        return (int) meters.get("tidemark.entity.totals.saturated").counter().count();
    }

    /** How many decisions were made in that scope. */
    int countedDecisions(String scope) {
        return (int) meters.get("tidemark.decisions").tag("scope", scope).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Override
    public void close() {
        schemas.close();
        writer.close();
    }
}
