package tidemark.admin.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tidemark.admin.access.CannotJudgeException;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.Deadline;
import tidemark.embedded.EmbeddedStack;
import tidemark.events.Actor;
import tidemark.events.Entity;
import tidemark.events.EntityDefinition;
import tidemark.events.Role;
import tidemark.events.RoleDefinition;
import tidemark.events.RoleState;
import tidemark.events.RoleType;
import tidemark.topics.TopicAdmin;
import tidemark.topics.Topics;

/** The replica over a real broker: from the beginning, live, and committed records only. */
@Timeout(120)
final class ReplicaIT {

    private static final Instant AT = Instant.parse("2026-11-22T09:30:00Z");

    private static final Actor ROOT =
            Actor.newBuilder().setUserId("root").setAuthority("test").build();

    @TempDir
    private static Path place;

    private static EmbeddedStack stack;
    private static AvroRecords records;

    @BeforeAll
    static void start() {
        stack = EmbeddedStack.start(place);
        records = AvroRecords.specific(settings());
    }

    @AfterAll
    static void close() {
        records.close();
        stack.close();
    }

    @Test
    void it_reads_what_stands_and_then_follows() throws Exception {
        Topics topics = topics("first.");
        write(topics.entities(), "acme", entity("acme", "northwind", 1));
        write(topics.entities(), "beta", entity("beta", null, 1));
        write(topics.entities(), "zeta", entity("zeta", "northwind", 1));
        write(topics.roles(), "acme/b", role("acme", "b", 1, RoleState.ACTIVE));
        write(topics.roles(), "acme/a", role("acme", "a", 1, RoleState.ACTIVE));
        write(topics.roles(), "acme/a", role("acme", "a", 2, RoleState.DELETED));
        write(topics.roles(), "acme2/a", role("acme2", "a", 1, RoleState.ACTIVE));
        try (Replica replica = new Replica(settings(), topics)) {
            assertThatThrownBy(() -> replica.mspOf("acme")).isInstanceOf(CannotJudgeException.class);
            assertThat(replica.asOf()).isEmpty();
            Instant before = Instant.now();
            replica.start();

            assertThat(replica.awaitCaughtUp(Deadline.in(Duration.ofSeconds(30))))
                    .isTrue();

            assertThat(replica.asOf().orElseThrow()).isAfterOrEqualTo(before);
            assertThat(replica.mspOf("acme")).isEqualTo("northwind");
            assertThat(replica.mspOf("beta")).isNull();
            assertThat(replica.mspOf("nobody")).isNull();
            assertThat(replica.knows("beta")).isTrue();
            assertThat(replica.knows("nobody")).isFalse();
            assertThat(ids(replica.entities(null, 10))).containsExactly("acme", "beta", "zeta");
            assertThat(ids(replica.entities("acme", 1))).containsExactly("beta");
            assertThat(ids(replica.entitiesOfMsp("northwind", null, 10))).containsExactly("acme", "zeta");
            assertThat(ids(replica.entitiesOfMsp("northwind", "acme", 10))).containsExactly("zeta");
            assertThat(replica.entitiesOfMsp("southwind", null, 10)).isEmpty();
            assertThat(replica.roles("acme", null, 10).stream().map(RoleRecord::roleId))
                    .containsExactly("a", "b");
            assertThat(replica.role("acme", "a").orElseThrow())
                    .isEqualTo(new RoleRecord(
                            "acme",
                            "a",
                            RoleState.DELETED,
                            RoleType.CUSTOM,
                            "Role a",
                            "text",
                            5L,
                            List.of("chat"),
                            2,
                            AT,
                            "root"));
            assertThat(replica.entity("acme").orElseThrow())
                    .isEqualTo(new EntityRecord("acme", "Name of acme", "northwind", 7L, 1, AT, "root"));

            write(topics.roles(), "acme/b", role("acme", "b", 2, RoleState.ACTIVE));
            assertThat(replica.awaitRole("acme", "b", 2, Deadline.in(Duration.ofSeconds(30))))
                    .isTrue();
            assertThat(replica.role("acme", "b").orElseThrow().version()).isEqualTo(2);
            assertThat(replica.awaitRole("acme", "b", 3, Deadline.in(Duration.ofMillis(50))))
                    .isFalse();

            write(topics.entities(), "acme", entity("acme", "southwind", 2));
            assertThat(replica.awaitEntity("acme", 2, Deadline.in(Duration.ofSeconds(30))))
                    .isTrue();
            assertThat(replica.mspOf("acme")).isEqualTo("southwind");
            assertThat(ids(replica.entitiesOfMsp("northwind", null, 10))).containsExactly("zeta");
            assertThat(ids(replica.entitiesOfMsp("southwind", null, 10))).containsExactly("acme");

            write(topics.entities(), "zeta", null);
            write(topics.roles(), "acme/a", null);
            await().until(() -> replica.role("acme", "a").isEmpty() && !replica.knows("zeta"));
            assertThat(replica.entitiesOfMsp("northwind", null, 10)).isEmpty();

            Instant later = Instant.now();
            await().until(() -> replica.asOf().orElseThrow().isAfter(later));
        }
    }

    @Test
    void what_was_not_committed_or_cannot_be_read_or_stands_under_another_key_does_not_get_in() throws Exception {
        Topics topics = topics("second.");
        write(topics.entities(), "acme", entity("acme", "northwind", 1));
        aborted(topics.entities(), "acme", entity("acme", "evil", 9));
        raw(topics.entities(), "acme", "no record".getBytes(UTF_8));
        write(topics.entities(), "acme", role("acme", "a", 1, RoleState.ACTIVE));
        write(topics.entities(), "beta", entity("acme", "evil", 9));
        write(topics.entities(), "last", entity("last", null, 1));
        try (Replica replica = new Replica(settings(), topics)) {
            replica.start();

            assertThat(replica.awaitCaughtUp(Deadline.in(Duration.ofSeconds(30))))
                    .isTrue();
            assertThat(replica.mspOf("acme")).isEqualTo("northwind");
            assertThat(ids(replica.entities(null, 10))).containsExactly("acme", "last");
        }
    }

    @Test
    void a_replica_of_topics_that_come_later_waits_for_them_and_closes_at_any_time() throws Exception {
        Topics missing = new Topics("third.");
        try (Replica replica = new Replica(settings(), missing)) {
            replica.start();
            assertThat(replica.awaitCaughtUp(Deadline.in(Duration.ofMillis(200))))
                    .isFalse();

            topics("third.");

            assertThat(replica.awaitCaughtUp(Deadline.in(Duration.ofSeconds(30))))
                    .isTrue();
        }
        new Replica(settings(), new Topics("never.")).close();
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("tidemark-replica-third")))
                .isEmpty();
    }

    private static Topics topics(String prefix) {
        Topics topics = new Topics(prefix);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            new TopicAdmin(admin, topics).create(2, (short) 1);
        }
        return topics;
    }

    private static Map<String, Object> settings() {
        return Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "schema.registry.url",
                stack.registryUrl().toString());
    }

    private static void write(String topic, String key, @Nullable SpecificRecord value) throws Exception {
        raw(
                topic,
                key,
                value == null
                        ? null
                        : records.toBytes(topic + "-" + value.getSchema().getName(), value));
    }

    private static void raw(String topic, String key, byte @Nullable [] value) throws Exception {
        try (Producer<String, byte[]> producer = producer(Map.of())) {
            producer.send(new ProducerRecord<>(topic, 0, key, value)).get();
        }
    }

    private static void aborted(String topic, String key, SpecificRecord value) throws Exception {
        try (Producer<String, byte[]> producer = producer(Map.of("transactional.id", "t-" + topic))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(
                            topic,
                            0,
                            key,
                            records.toBytes(topic + "-" + value.getSchema().getName(), value)))
                    .get();
            producer.abortTransaction();
        }
    }

    private static Producer<String, byte[]> producer(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(settings());
        all.putAll(more);
        return new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
    }

    private static List<String> ids(List<EntityRecord> entities) {
        return entities.stream().map(EntityRecord::entityId).toList();
    }

    private static Entity entity(String id, @Nullable String msp, long version) {
        return Entity.newBuilder()
                .setEntityId(id)
                .setDefinition(EntityDefinition.newBuilder()
                        .setDisplayName("Name of " + id)
                        .setMspId(msp)
                        .setMonthlyCreditLimitMicros(7L)
                        .build())
                .setVersion(version)
                .setLastChangeId("c" + version)
                .setChangedAt(AT)
                .setChangedBy(ROOT)
                .build();
    }

    private static Role role(String entity, String id, long version, RoleState state) {
        return Role.newBuilder()
                .setEntityId(entity)
                .setRoleId(id)
                .setState(state)
                .setDefinition(RoleDefinition.newBuilder()
                        .setDisplayName("Role " + id)
                        .setDescription("text")
                        .setType(RoleType.CUSTOM)
                        .setMonthlyCreditLimitMicros(5L)
                        .setPermissions(List.of("chat"))
                        .build())
                .setVersion(version)
                .setLastChangeId("c" + version)
                .setChangedAt(AT)
                .setChangedBy(ROOT)
                .build();
    }
}
