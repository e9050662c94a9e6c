package tidemark.client.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.client.gate.BlockedBy;
import tidemark.client.gate.DecisionChange;
import tidemark.client.gate.DecisionReplica;
import tidemark.client.gate.Freshness;
import tidemark.client.gate.ReplicaSettings;
import tidemark.client.gate.ReplicaState;
import tidemark.client.gate.Verdict;
import tidemark.client.gate.WhenUnsure;
import tidemark.embedded.EmbeddedStack;
import tidemark.events.Decision;
import tidemark.events.DecisionReason;

/** The replica on a real broker. */
final class DecisionReplicaIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static EmbeddedStack stack;

    @BeforeAll
    static void startStack() {
        stack = EmbeddedStack.start(directory);
    }

    @AfterAll
    static void closeStack() {
        stack.close();
    }

    @Test
    void reads_what_was_decided_and_follows_what_is_decided() throws Exception {
        List<DecisionChange> told = Collections.synchronizedList(new ArrayList<>());
        try (DecisionsTopic topic = new DecisionsTopic(stack, "follows", 3, Map.of())) {
            topic.blockUser("acme", "ann");
            topic.blockUser("acme", "bob");
            topic.allowUser("acme", "bob");
            topic.blockUser("acme", "gone");
            topic.remove("acme/gone");
            topic.blockEntity("globex");
            topic.flush();
            try (DecisionReplica replica = DecisionReplica.start(settings(topic).withListener(told::add))) {
                assertThat(replica.awaitReady(PATIENCE)).isTrue();
                assertThat(replica.freshness().state()).isEqualTo(ReplicaState.LIVE);
                assertThat(replica.check("acme", "ann").blockedBy()).isEqualTo(BlockedBy.USER);
                assertThat(replica.check("acme", "ann").unsure()).isFalse();
                assertThat(replica.check("acme", "bob").allowed()).isTrue();
                assertThat(replica.check("acme", "bob").reason()).isEqualTo(DecisionReason.LIMIT_RAISED);
                assertThat(replica.check("acme", "gone").sequence()).isEqualTo(Verdict.NO_SEQUENCE);
                assertThat(replica.check("globex", "anybody").blockedBy()).isEqualTo(BlockedBy.ENTITY);
                assertThat(replica.freshness().accounts()).isEqualTo(2);
                assertThat(replica.freshness().entities()).isEqualTo(1);
                assertThat(told).noneMatch(DecisionChange::live);

                topic.allowUser("acme", "ann");
                topic.flush();
                await().atMost(PATIENCE)
                        .until(() -> replica.check("acme", "ann").allowed());
                await().atMost(PATIENCE).until(() -> told.stream().anyMatch(DecisionChange::live));
                DecisionChange last = told.get(told.size() - 1);
                assertThat(last.entityId() + "/" + last.userId()).isEqualTo("acme/ann");
                assertThat(last.before()).isNotNull().matches(before -> !before.allowed());
                assertThat(last.after()).isNotNull().matches(Verdict::allowed);
            }
        }
    }

    @Test
    void R10_a_block_ends_by_the_clock_alone() throws Exception {
        Instant december = Instant.parse("2026-12-01T00:00:00Z");
        AtomicLong now = new AtomicLong(december.toEpochMilli() - 1);
        try (DecisionsTopic topic = new DecisionsTopic(stack, "turn", 1, Map.of())) {
            topic.write(
                    "acme/ann",
                    topic.decision("acme", "ann", Decision.BLOCK, DecisionReason.USER_LIMIT_REACHED, december));
            topic.flush();
            try (DecisionReplica replica =
                    DecisionReplica.start(settings(topic).withClock(() -> Instant.ofEpochMilli(now.get())))) {
                assertThat(replica.awaitReady(PATIENCE)).isTrue();
                assertThat(replica.check("acme", "ann").allowed()).isFalse();
                now.incrementAndGet();
                assertThat(replica.check("acme", "ann").allowed()).isTrue();
                // A clock that is a few seconds off is wrong by as much, and not for longer.
                now.addAndGet(-3_000);
                assertThat(replica.check("acme", "ann").allowed()).isFalse();
            }
        }
    }

    @Test
    void an_idle_topic_does_not_look_stale() throws Exception {
        try (DecisionsTopic topic = new DecisionsTopic(stack, "idle", 2, Map.of());
                DecisionReplica replica = DecisionReplica.start(
                        settings(topic).withStaleAfter(Duration.ofMillis(900), Duration.ofMillis(50)))) {
            assertThat(replica.awaitReady(PATIENCE)).isTrue();
            Instant first = asOf(replica);
            await().atMost(PATIENCE).until(() -> asOf(replica).isAfter(first.plusSeconds(2)));
            assertThat(replica.freshness().state()).isEqualTo(ReplicaState.LIVE);
            assertThat(replica.freshness().behind()).isZero();
        }
    }

    @Test
    void records_that_cannot_be_read_are_skipped_and_counted() throws Exception {
        try (DecisionsTopic topic = new DecisionsTopic(stack, "unreadable", 1, Map.of())) {
            topic.writeBytes("acme/bob", "no avro".getBytes(UTF_8));
            topic.writeBytes("acme/bob", new byte[] {0, 0, 0, 0});
            topic.writeBytes("acme/bob", new byte[] {0, 0, 0, 0, 1});
            topic.writeBytes("acme/bob", new byte[] {0, 0x7f, 0, 0, 1, 5});
            topic.writeBytes("a/b/c", new byte[0]);
            topic.blockUser("acme", "ann");
            topic.write(
                    "acme/bob", topic.decision("acme", "ann", Decision.BLOCK, DecisionReason.USER_LIMIT_ZERO, null));
            topic.write("acme", topic.decision("acme", "ann", Decision.BLOCK, DecisionReason.USER_LIMIT_ZERO, null));
            topic.write(
                    "acme/bob", topic.decision("acme", "bob", Decision.UNKNOWN, DecisionReason.USER_LIMIT_ZERO, null));
            topic.flush();
            try (DecisionReplica replica = DecisionReplica.start(settings(topic))) {
                assertThat(replica.awaitReady(PATIENCE)).isTrue();
                assertThat(replica.freshness().unreadable()).isEqualTo(8);
                assertThat(replica.check("acme", "ann").blockedBy()).isEqualTo(BlockedBy.USER);
                assertThat(replica.check("acme", "bob").allowed()).isTrue();
            }
        }
    }

    @Test
    void partitions_that_are_added_are_read() throws Exception {
        try (DecisionsTopic topic = new DecisionsTopic(stack, "added", 1, Map.of());
                DecisionReplica replica =
                        DecisionReplica.start(ReplicaSettings.of(with(topic.clients(), "metadata.max.age.ms", 300))
                                .withTopics(topic.topics()))) {
            assertThat(replica.awaitReady(PATIENCE)).isTrue();
            topic.admin()
                    .createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(4)))
                    .all()
                    .get();
            await().atMost(PATIENCE).untilAsserted(() -> {
                for (int i = 0; i < 20; i++) {
                    topic.blockUser("acme", "u" + i);
                }
                topic.flush();
                assertThat(offsetsOf(topic, 3)).isPositive();
            });
            for (int i = 0; i < 20; i++) {
                String user = "u" + i;
                await().atMost(PATIENCE)
                        .until(() -> !replica.check("acme", user).allowed());
            }
            await().atMost(PATIENCE).until(() -> replica.freshness().behind() == 0);
        }
    }

    @Test
    void a_topic_that_is_made_later_is_read_then() throws Exception {
        try (DecisionsTopic topic = new DecisionsTopic(stack, "later", 0, Map.of());
                DecisionReplica replica = DecisionReplica.start(settings(topic))) {
            await().atMost(PATIENCE).until(() -> replica.freshness().trouble() != null);
            assertThat(replica.freshness().state()).isEqualTo(ReplicaState.STARTING);
            assertThat(replica.check("acme", "ann").unsure()).isTrue();
            topic.create(2, Map.of());
            assertThat(replica.awaitReady(PATIENCE)).isTrue();
            await().atMost(PATIENCE).until(() -> replica.freshness().trouble() == null);
            topic.blockUser("acme", "ann");
            topic.flush();
            await().atMost(PATIENCE).until(() -> !replica.check("acme", "ann").allowed());
        }
    }

    @Test
    void a_topic_compacted_under_the_reader_gives_the_same_answers() throws Exception {
        Map<String, String> brisk = Map.of(
                "segment.ms",
                "100",
                "min.cleanable.dirty.ratio",
                "0.001",
                "delete.retention.ms",
                "0",
                "segment.bytes",
                "1048576",
                "max.compaction.lag.ms",
                "100");
        try (DecisionsTopic topic = new DecisionsTopic(stack, "compacted", 1, brisk);
                DecisionReplica replica =
                        DecisionReplica.start(ReplicaSettings.of(with(topic.clients(), "max.poll.records", 1))
                                .withTopics(topic.topics()))) {
            assertThat(replica.awaitReady(PATIENCE)).isTrue();
            for (int round = 0; round < 2_000; round++) {
                topic.blockUser("acme", "u" + round % 10);
                topic.allowUser("acme", "u" + (round + 5) % 10);
            }
            topic.blockUser("acme", "ann");
            topic.remove("acme/u9");
            topic.flush();
            await().atMost(PATIENCE).until(() -> !replica.check("acme", "ann").allowed());
            try (DecisionReplica late = DecisionReplica.start(settings(topic))) {
                assertThat(late.awaitReady(PATIENCE)).isTrue();
                await().atMost(PATIENCE).until(() -> replica.freshness().behind() == 0);
                for (int i = 0; i < 10; i++) {
                    assertThat(late.check("acme", "u" + i).sequence())
                            .isEqualTo(replica.check("acme", "u" + i).sequence());
                }
            }
        }
    }

    @Test
    void records_that_are_deleted_under_the_reader_make_it_read_all_again() throws Exception {
        try (DecisionsTopic topic =
                new DecisionsTopic(stack, "deleted", 1, Map.of("cleanup.policy", "compact,delete"))) {
            topic.blockUser("acme", "old");
            for (int i = 0; i < 1_000; i++) {
                topic.allowUser("acme", "bob");
            }
            topic.blockUser("acme", "ann");
            topic.flush();
            List<DecisionChange> told = Collections.synchronizedList(new ArrayList<>());
            // Held up at the first record, it finds the following ones gone.
            try (DecisionReplica replica = DecisionReplica.start(ReplicaSettings.of(with(
                            topic.clients(),
                            "max.poll.records",
                            1,
                            "max.partition.fetch.bytes",
                            200,
                            "fetch.max.bytes",
                            200))
                    .withTopics(topic.topics())
                    .withListener(change -> {
                        if (told.isEmpty()) {
                            deleteUpTo(topic, 1_000);
                        }
                        told.add(change);
                    }))) {
                assertThat(replica.awaitReady(PATIENCE)).isTrue();
                assertThat(replica.check("acme", "ann").allowed()).isFalse();
                assertThat(replica.check("acme", "old").sequence()).isEqualTo(Verdict.NO_SEQUENCE);
            }
        }
    }

    @Test
    void closed_it_leaves_no_thread_and_answers_as_unsure() throws Exception {
        try (DecisionsTopic topic = new DecisionsTopic(stack, "closed", 1, Map.of())) {
            topic.blockUser("acme", "ann");
            topic.flush();
            DecisionReplica replica = DecisionReplica.start(settings(topic));
            assertThat(replica.awaitReady(PATIENCE)).isTrue();
            replica.close();
            replica.close();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().equals("tidemark-decisions"))
                    .isEmpty();
            assertThat(replica.check("acme", "ann").allowed()).isFalse();
            assertThat(replica.check("acme", "ann").unsure()).isTrue();
            assertThat(replica.check("acme", "bob").unsure()).isTrue();
            assertThat(replica.freshness().state()).isEqualTo(ReplicaState.CLOSED);

            DecisionReplica never = DecisionReplica.start(ReplicaSettings.of(
                            Map.of("bootstrap.servers", "127.0.0.1:1", "schema.registry.url", "http://127.0.0.1:1"))
                    .withWhenUnsure(WhenUnsure.REFUSE));
            assertThat(never.check("acme", "ann").blockedBy()).isEqualTo(BlockedBy.UNVERIFIED);
            await().atMost(PATIENCE).until(() -> never.freshness().trouble() != null);
            never.close();
            assertThatThrownBy(() -> never.ready().join()).isInstanceOf(CompletionException.class);
        }
    }

    @Test
    void settings_that_make_no_sense_are_refused() {
        ReplicaSettings good = ReplicaSettings.of(Map.of("bootstrap.servers", "127.0.0.1:1"));
        assertThatThrownBy(() -> good.withStaleAfter(Duration.ofSeconds(1), Duration.ZERO))
                .hasMessageContaining("probeEvery");
        assertThatThrownBy(() -> good.withStaleAfter(Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .hasMessageContaining("staleAfter");
        assertThatThrownBy(() -> DecisionReplica.start(
                        ReplicaSettings.of(with(good.kafka(), "value.deserializer", "no.such.Type"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("value.deserializer");
    }

    private static Instant asOf(DecisionReplica replica) {
        Freshness freshness = replica.freshness();
        Instant asOf = freshness.asOf();
        return asOf == null ? Instant.MIN : asOf;
    }

    private static long offsetsOf(DecisionsTopic topic, int partition) throws Exception {
        TopicPartition asked = new TopicPartition(topic.name(), partition);
        return topic.admin()
                .listOffsets(Map.of(asked, org.apache.kafka.clients.admin.OffsetSpec.latest()))
                .partitionResult(asked)
                .get()
                .offset();
    }

    private static void deleteUpTo(DecisionsTopic topic, long offset) {
        try {
            topic.admin()
                    .deleteRecords(Map.of(new TopicPartition(topic.name(), 0), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static ReplicaSettings settings(DecisionsTopic topic) {
        return ReplicaSettings.of(topic.clients()).withTopics(topic.topics()).withClock(InstantSource.system());
    }

    private static Map<String, Object> with(Map<String, Object> settings, Object... more) {
        Map<String, Object> all = new java.util.HashMap<>(settings);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }
}
