package tidemark.topology.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.embedded.EmbeddedBroker;
import tidemark.embedded.EmbeddedRegistry;
import tidemark.embedded.EmbeddedStack;
import tidemark.events.BlockDecision;
import tidemark.events.UsageEvent;
import tidemark.serde.KafkaAvroSerializer;
import tidemark.topology.NodeSettings;
import tidemark.topology.StartFailure;
import tidemark.topology.TidemarkNode;
import tidemark.topology.intake.Rejections;

/** A node whose broker or registry goes away and comes back. */
final class OutageIT {

    private static final String ENTITY = "acme";

    @TempDir
    static Path directory;

    private static EmbeddedStack stack;

    @BeforeAll
    static void startStack() {
        stack = EmbeddedStack.start(directory.resolve("services"));
    }

    @AfterAll
    static void closeStack() {
        stack.close();
    }

    @Test
    void usage_of_a_schema_that_nobody_can_look_up_waits_for_the_registry() throws Exception {
        try (Installation installation = Installation.create(stack, directory, "registry", 2);
                Inputs inputs = new Inputs(installation);
                TidemarkNode node = installation.node("node")) {
            String topic = installation.topics().usageEvents();
            byte[] evolved = evolvedEvent(installation, "ada", 70);
            byte[] known = knownEvent(installation, "bob", 5);
            stack.registry().close();
            inputs.raw(topic, null, ENTITY + "/ada", evolved);
            inputs.raw(topic, null, ENTITY + "/ada", new byte[] {1, 2, 3});
            inputs.raw(topic, null, ENTITY + "/ada", unknownSchema());
            inputs.raw(topic, null, ENTITY + "/bob", known);
            inputs.flush();
            installation.awaitApplied(topic);
            assertThat(Installation.usage(ENTITY, "ada", node).used()).isZero();
            assertThat(Installation.usage(ENTITY, "bob", node).used()).isEqualTo(5);
            assertThat(reasons(installation)).containsExactly("UNDECODABLE");
            restartRegistry();
            await().atMost(Installation.PATIENCE).untilAsserted(() -> assertThat(
                            Installation.usage(ENTITY, "ada", node).used())
                    .isEqualTo(70));
            await().atMost(Installation.PATIENCE).untilAsserted(() -> assertThat(reasons(installation))
                    .containsExactlyInAnyOrder("UNDECODABLE", "UNKNOWN_SCHEMA"));
            assertThat(node.health().live()).isTrue();
        }
    }

    @Test
    void a_node_survives_a_restart_of_its_broker() throws Exception {
        int users = 20;
        try (Installation installation = Installation.create(stack, directory, "broker", 2);
                Inputs inputs = new Inputs(installation, Map.of("delivery.timeout.ms", 120_000));
                TidemarkNode node = installation.node("node")) {
            inputs.createRole(ENTITY, "analyst", 500L);
            for (int user = 0; user < users; user++) {
                inputs.assign(ENTITY, "user-" + user, "analyst");
            }
            publish(inputs, users, 0, 400);
            inputs.flush();
            restartBroker();
            publish(inputs, users, 400, 800);
            inputs.flush();
            installation.awaitApplied(installation.topics().usageEvents());
            await().atMost(Installation.PATIENCE).untilAsserted(() -> {
                for (int user = 0; user < users; user++) {
                    assertThat(Installation.usage(ENTITY, "user-" + user, node))
                            .satisfies(view -> assertThat(view.used()).isEqualTo(800))
                            .satisfies(view -> assertThat(view.blocked()).isTrue());
                }
            });
            assertThat(new Outputs(installation).values(installation.topics().decisionHistory(), BlockDecision.class))
                    .extracting(BlockDecision::getUserId)
                    .doesNotHaveDuplicates()
                    .hasSize(users);
            assertThat(reasons(installation)).isEmpty();
            await().atMost(Installation.PATIENCE).until(() -> node.health().ready());
        }
    }

    @Test
    void a_start_without_a_broker_gives_up_in_time_and_says_so() throws Exception {
        String nowhere = "127.0.0.1:" + freePort();
        Map<String, String> settings = hasty(Map.of("bootstrap.servers", nowhere));
        assertGivesUp(settings, "No Kafka broker answers at " + nowhere + ".");
    }

    @Test
    void a_start_without_a_registry_gives_up_in_time_and_says_so() throws Exception {
        try (Installation installation = Installation.create(stack, directory, "alone", 2)) {
            String nowhere = "http://127.0.0.1:" + freePort();
            Map<String, String> settings = hasty(installation.settings("node"));
            settings.put("schema.registry.url", nowhere);
            assertGivesUp(settings, "The schema registry at " + nowhere + " does not answer.");
        }
    }

    private static void assertGivesUp(Map<String, String> settings, String sentence) {
        long before = System.nanoTime();
        assertThatThrownBy(() -> Installation.start(settings))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith(sentence);
        // The time that was allowed and one attempt.
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(12));
    }

    private static Map<String, String> hasty(Map<String, String> settings) {
        Map<String, String> hasty = new java.util.HashMap<>(settings);
        hasty.put(NodeSettings.START_TIMEOUT_MS, "2000");
        return hasty;
    }

    private static void publish(Inputs inputs, int users, int from, int to) {
        for (int event = from; event < to; event++) {
            for (int user = 0; user < users; user++) {
                inputs.usage("event-" + event, ENTITY, "user-" + user, 1);
            }
        }
    }

    private static void restartBroker() {
        int port = URI.create("kafka://" + stack.bootstrapServers()).getPort();
        stack.broker().close();
        EmbeddedBroker again = EmbeddedBroker.start(directory.resolve("services"), port);
        stack = new EmbeddedStack(again, stack.registry());
    }

    private static void restartRegistry() {
        EmbeddedRegistry again = EmbeddedRegistry.start(
                directory.resolve("services"), stack.registryUrl().getPort());
        stack = new EmbeddedStack(stack.broker(), again);
    }

    private static List<String> reasons(Installation installation) {
        List<String> reasons = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> rejected :
                new Outputs(installation).records(installation.topics().rejectedEvents())) {
            reasons.add(Outputs.header(rejected, Rejections.REASON));
        }
        return reasons;
    }

    /** As a producer writes that is a version ahead of the node. */
    private static byte[] evolvedEvent(Installation installation, String user, long micros) {
        Schema old = UsageEvent.getClassSchema();
        List<Schema.Field> fields = new ArrayList<>();
        old.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema optional = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
        fields.add(new Schema.Field("model", optional, "The model that was used.", Schema.Field.NULL_DEFAULT_VALUE));
        Schema evolved = Schema.createRecord(old.getName(), old.getDoc(), old.getNamespace(), false, fields);
        Object event = new GenericRecordBuilder(evolved)
                .set("event_id", "evolved")
                .set("entity_id", ENTITY)
                .set("user_id", user)
                .set("occurred_at", System.currentTimeMillis())
                .set("credits_micros", micros)
                .set("model", "large")
                .build();
        return encoded(installation, event);
    }

    private static byte[] knownEvent(Installation installation, String user, long micros) {
        return encoded(installation, Inputs.event("known", ENTITY, user, micros));
    }

    private static byte[] encoded(Installation installation, Object event) {
        try (KafkaAvroSerializer avro = new KafkaAvroSerializer()) {
            avro.configure(installation.clients(), false);
            return Objects.requireNonNull(avro.serialize(installation.topics().usageEvents(), event));
        }
    }

    private static byte[] unknownSchema() {
        return ByteBuffer.allocate(10).put((byte) 0).putInt(987_654).array();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
