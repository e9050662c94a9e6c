package tidemark.client.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.client.gate.DecisionReplica;
import tidemark.client.gate.ReplicaSettings;
import tidemark.client.gate.ReplicaState;
import tidemark.client.usage.Backpressure;
import tidemark.client.usage.KafkaUsagePublisher;
import tidemark.client.usage.PublisherSettings;
import tidemark.client.usage.UsageNotPublishedException;
import tidemark.embedded.EmbeddedBroker;
import tidemark.embedded.EmbeddedRegistry;
import tidemark.embedded.EmbeddedStack;
import tidemark.events.UsageEvent;
import tidemark.topics.Topics;

/** Brokers and registry that go and come back, and a wall clock that jumps. */
final class ClientFaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void a_broker_that_is_gone_makes_it_stale_and_one_that_is_back_makes_it_live() throws Exception {
        int port;
        AtomicLong ahead = new AtomicLong();
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(directory, 0)) {
            EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
            port = Integer.parseInt(broker.bootstrapServers().replaceFirst(".*:", ""));
            EmbeddedStack stack = new EmbeddedStack(broker, registry);
            DecisionsTopic topic = new DecisionsTopic(stack, "outage", 2, Map.of());
            topic.admin()
                    .createTopics(List.of(new NewTopic(topic.topics().usageEvents(), 2, (short) 1)))
                    .all()
                    .get();
            topic.blockUser("acme", "ann");
            topic.flush();
            try (DecisionReplica replica = DecisionReplica.start(ReplicaSettings.of(topic.clients())
                            .withTopics(topic.topics())
                            .withClock(() -> Instant.now().plusMillis(ahead.get()))
                            .withStaleAfter(Duration.ofSeconds(2), Duration.ofMillis(100)));
                    KafkaUsagePublisher publisher =
                            KafkaUsagePublisher.start(PublisherSettings.of(impatient(topic.clients()))
                                    .withTopics(topic.topics())
                                    .withCloseWithin(Duration.ofSeconds(2))
                                    .withBackpressure(Backpressure.refuse()))) {
                assertThat(replica.awaitReady(PATIENCE)).isTrue();
                assertThat(publisher.publish(usage("before", 1)).join().offset())
                        .isNotNegative();
                broker.close();

                await().atMost(PATIENCE).until(() -> replica.freshness().state() == ReplicaState.STALE);
                await().atMost(PATIENCE).until(() -> replica.freshness().trouble() != null);
                assertThat(replica.check("acme", "ann").allowed()).isFalse();
                assertThat(replica.check("acme", "ann").unsure()).isTrue();
                assertThat(replica.check("acme", "bob").allowed()).isTrue();
                assertThat(replica.check("acme", "bob").unsure()).isTrue();
                expectFailuresAreTold(publisher);
                // An hour later nothing has changed, and the age says so.
                ahead.set(Duration.ofHours(1).toMillis());
                assertThat(replica.check("acme", "ann").allowed()).isFalse();
                assertThat(replica.freshness().age()).isGreaterThan(Duration.ofMinutes(59));

                try (EmbeddedBroker back = EmbeddedBroker.start(directory, port)) {
                    await().atMost(PATIENCE).until(() -> replica.freshness().state() == ReplicaState.LIVE);
                    assertThat(replica.check("acme", "ann").unsure()).isFalse();
                    topic.allowUser("acme", "ann");
                    topic.flush();
                    await().atMost(PATIENCE)
                            .until(() -> replica.check("acme", "ann").allowed());
                    // One that failed may be published again.
                    await().atMost(PATIENCE)
                            .ignoreExceptions()
                            .until(() -> publisher
                                            .publish(usage("during-0", 1))
                                            .join()
                                            .offset()
                                    >= 0);
                    // A machine that slept: until the next answer of the brokers nothing is certain.
                    ahead.addAndGet(Duration.ofHours(1).toMillis());
                    await().atMost(PATIENCE).until(() -> replica.freshness().state() == ReplicaState.LIVE);
                    topic.close();
                    assertThat(back.bootstrapServers()).endsWith(":" + port);
                }
            }
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("tidemark-")
                        || thread.getName().contains("kafka-producer"))
                .isEmpty();
    }

    @Test
    void a_registry_that_is_gone_delays_decisions_and_loses_none() throws Exception {
        int registryPort;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            try (EmbeddedRegistry registry = EmbeddedRegistry.start(directory, 0);
                    DecisionsTopic topic =
                            new DecisionsTopic(new EmbeddedStack(broker, registry), "schemas", 1, Map.of())) {
                registryPort = registry.url().getPort();
                topic.blockUser("acme", "ann");
                topic.flush();
            }
            Map<String, Object> settings = Map.of(
                    "bootstrap.servers",
                    broker.bootstrapServers(),
                    "schema.registry.url",
                    "http://127.0.0.1:" + registryPort + "/apis/ccompat/v7",
                    "max.retries",
                    0);
            try (DecisionReplica replica =
                    DecisionReplica.start(ReplicaSettings.of(settings).withTopics(new Topics("schemas.")))) {
                await().atMost(PATIENCE).until(() -> replica.freshness().trouble() != null);
                assertThat(replica.freshness().state()).isEqualTo(ReplicaState.STARTING);
                assertThat(replica.freshness().unreadable()).isZero();
                try (EmbeddedRegistry registry = EmbeddedRegistry.start(directory, registryPort)) {
                    assertThat(replica.awaitReady(PATIENCE)).isTrue();
                    assertThat(replica.check("acme", "ann").allowed()).isFalse();
                    assertThat(registry.url().getPort()).isEqualTo(registryPort);
                }
            }
        }
    }

    @Test
    void usage_lies_where_every_other_producer_would_put_it() throws Exception {
        try (EmbeddedStack stack = EmbeddedStack.start(directory);
                DecisionsTopic topic = new DecisionsTopic(stack, "places", 0, Map.of());
                Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
                KafkaProducer<String, byte[]> other = new KafkaProducer<>(
                        Map.of("bootstrap.servers", stack.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            String name = topic.topics().usageEvents();
            admin.createTopics(List.of(new NewTopic(name, 7, (short) 1))).all().get();
            Map<String, Object> misled = new HashMap<>(topic.clients());
            misled.put("partitioner.ignore.keys", true);
            misled.put("acks", "0");
            KafkaUsagePublisher publisher =
                    KafkaUsagePublisher.start(PublisherSettings.of(misled).withTopics(topic.topics()));
            for (int i = 0; i < 50; i++) {
                int expected = other.send(new ProducerRecord<>(name, "acme/u" + i, new byte[0]))
                        .get()
                        .partition();
                UsageEvent event = new UsageEvent("e", "acme", "u" + i, Instant.now(), 1L, null, null, null);
                assertThat(publisher.publish(event).join().partition()).isEqualTo(expected);
            }
            // What is under way when it is closed is sent.
            List<CompletableFuture<?>> last = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                last.add(publisher.publish(usage("last-" + i, 1)));
            }
            publisher.close();
            assertThat(last).allMatch(told -> told.isDone() && !told.isCompletedExceptionally());
            assertThat(publisher.counts().acknowledged()).isEqualTo(1_050);
            assertThat(publisher.counts().underWay()).isZero();
        }
    }

    private static void expectFailuresAreTold(KafkaUsagePublisher publisher) {
        // More than the buffer holds: some find no room and fail at once, the others when their time is up.
        int count = 5_000;
        List<CompletableFuture<?>> told = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            told.add(publisher.publish(usage("during-" + i, 1)));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        for (CompletableFuture<?> each : told) {
            assertThat(catchThrowable(each::join))
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(UsageNotPublishedException.class);
        }
        assertThat(publisher.counts().failed()).isEqualTo(count);
        assertThat(publisher.counts().acknowledged()).isEqualTo(1);
    }

    private static UsageEvent usage(String id, long micros) {
        return new UsageEvent(id, "acme", "ann", Instant.now(), micros, null, null, "x".repeat(200));
    }

    private static Map<String, Object> impatient(Map<String, Object> clients) {
        Map<String, Object> all = new HashMap<>(clients);
        all.put("buffer.memory", 256 * 1024);
        all.put("batch.size", 16 * 1024);
        all.put("compression.type", "none");
        all.put("delivery.timeout.ms", 3_000);
        all.put("request.timeout.ms", 2_000);
        return all;
    }
}
