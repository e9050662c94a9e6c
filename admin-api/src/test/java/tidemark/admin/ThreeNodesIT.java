package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.embedded.EmbeddedStack;
import tidemark.events.Actor;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChange;
import tidemark.events.RoleChangeKind;
import tidemark.events.RoleDefinition;
import tidemark.events.RoleType;
import tidemark.events.UsageEvent;
import tidemark.serde.KafkaAvroSerializer;
import tidemark.topics.TopicAdmin;
import tidemark.topics.Topics;
import tidemark.topology.NodeSettings;
import tidemark.topology.queries.AccountSearch;
import tidemark.topology.queries.Copies;

/** Three nodes with a second copy of everything, one of which is killed under load: every node goes on answering every question. */
final class ThreeNodesIT {

    private static final int PARTITIONS = 6;
    private static final int USERS = 60;
    private static final int ROUNDS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Actor ACTOR = new Actor("admin", null, null, "TEST");
    private static final String USERS_PATH = "/v1/entities/acme/users?limit=7";
    private static final String LAG = "Tidemark-Lag-Records";

    @TempDir
    static Path directory;

    private static EmbeddedStack stack;
    private static final HttpClient client = HttpClient.newHttpClient();

    private final Topics topics = new Topics("three.");
    private final List<String> addresses = new ArrayList<>();

    @BeforeAll
    static void startStack() {
        stack = EmbeddedStack.start(directory.resolve("services"));
    }

    @AfterAll
    static void closeStack() {
        stack.close();
    }

    @Test
    void every_node_answers_every_question_and_goes_on_when_one_is_killed() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            new TopicAdmin(admin, topics).create(PARTITIONS, (short) 1);
        }
        for (int i = 0; i < 3; i++) {
            addresses.add("127.0.0.1:" + freePort());
        }
        Process killed = NodeWithHttp.startJvm(settings(2), directory.resolve("killed.log"));
        try (NodeWithHttp first = NodeWithHttp.start(settings(0));
                NodeWithHttp second = NodeWithHttp.start(settings(1));
                KafkaAvroSerializer avro = serializer();
                KafkaProducer<String, byte[]> producer = producer()) {
            populate(avro, producer);
            use(avro, producer, 0, ROUNDS / 2);
            awaitSpread(first.node().search());
            awaitAnswered(3, ROUNDS / 2);
            assertOrdered();
            assertCounted(first, second);

            use(avro, producer, ROUNDS / 2, ROUNDS);
            killed.destroyForcibly().waitFor();

            int fromCopies = askWhileWorkMoves(2);
            awaitAnswered(2, ROUNDS);
            assertThat(fromCopies).as("answers from copies").isPositive();
            assertThat(walk(0, "", true)).containsExactlyInAnyOrderEntriesOf(expected(ROUNDS));
            assertCounted(first, second);
        } finally {
            killed.destroyForcibly();
        }
    }

    /* Until all is worked on again, an answer is whole or there is none. */
    private int askWhileWorkMoves(int nodes) {
        AtomicInteger fromCopies = new AtomicInteger();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            boolean moved = true;
            for (int node = 0; node < nodes; node++) {
                HttpResponse<String> list = get(node, "/v1/entities/acme/users?limit=500");
                HttpResponse<String> one = get(node, "/v1/entities/acme/users/user-" + node + "/usage");
                assertThat(List.of(list.statusCode(), one.statusCode())).isSubsetOf(200, 503);
                boolean whole = list.statusCode() == 200;
                assertThat(list.headers().firstValue("Retry-After").isPresent()).isNotEqualTo(whole);
                if (whole) {
                    assertThat(Http.JSON.readTree(list.body()).path("items")).hasSize(USERS);
                }
                boolean copies = list.headers().firstValue(LAG).isPresent();
                fromCopies.addAndGet(copies ? 1 : 0);
                moved &= whole && !copies && one.statusCode() == 200;
            }
            return moved;
        });
        return fromCopies.get();
    }

    private void awaitAnswered(int nodes, int rounds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            for (int node = 0; node < nodes; node++) {
                assertThat(walk(node, "", false)).isEqualTo(expected(rounds));
                for (int user = 0; user < 9; user++) {
                    JsonNode usage = Http.JSON.readTree(get(node, "/v1/entities/acme/users/user-" + user + "/usage")
                            .body());
                    assertThat(usage.path("used_micros").asLong())
                            .isEqualTo(expected(rounds).get("user-" + user));
                }
            }
        });
    }

    private void assertOrdered() throws Exception {
        assertThat(walk(1, "&sort=-used", true)).isEqualTo(expected(ROUNDS / 2));
        JsonNode top = Http.JSON.readTree(
                get(2, "/v1/entities/acme/users?sort=-percent&limit=1").body());
        assertThat(top.path("items").path(0).path("user_id").asText()).isEqualTo("user-" + (USERS - 1));
        HttpResponse<String> preview = client.send(
                HttpRequest.newBuilder(URI.create(
                                "http://" + addresses.get(2) + "/v1/entities/acme/roles/analyst/limit-preview?limit=1"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"monthly_credit_limit\":0}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(Http.JSON
                        .readTree(preview.body())
                        .path("counts")
                        .path("blocked")
                        .asInt())
                .isEqualTo(USERS / 2);
    }

    private static void assertCounted(NodeWithHttp... nodes) {
        for (NodeWithHttp node : nodes) {
            assertThat(node.usage().members().of("acme", null))
                    .succeedsWithin(PATIENCE)
                    .isEqualTo(Map.of("analyst", (long) USERS / 2));
        }
    }

    /* Each page from the node after the one that had the page before. */
    private Map<String, Long> walk(int first, String query, boolean anyNode) throws Exception {
        Map<String, Long> found = new TreeMap<>();
        String next = "";
        int node = first;
        while (next != null) {
            HttpResponse<String> answer = get(node, USERS_PATH + query + next);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode page = Http.JSON.readTree(answer.body());
            for (JsonNode item : page.path("items")) {
                assertThat(found.put(
                                item.path("user_id").asText(),
                                item.path("used_micros").asLong()))
                        .isNull();
            }
            next = page.path("next_cursor").isNull()
                    ? null
                    : "&cursor=" + page.path("next_cursor").asText();
            node = anyNode ? (node + 1) % 2 : node;
        }
        return found;
    }

    private static Map<String, Long> expected(int rounds) {
        Map<String, Long> used = new TreeMap<>();
        for (int user = 0; user < USERS; user++) {
            used.put("user-" + user, (long) rounds * (user + 1));
        }
        return used;
    }

    private static void awaitSpread(AccountSearch search) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            Copies copies = search.copies();
            assertThat(copies.ofPartition())
                    .allSatisfy(nodes -> assertThat(nodes).hasSize(2));
            assertThat(copies.ofPartition().stream().map(nodes -> nodes.get(0)).distinct())
                    .hasSize(3);
        });
    }

    private void populate(KafkaAvroSerializer avro, KafkaProducer<String, byte[]> producer) {
        RoleDefinition definition = new RoleDefinition("analyst", null, RoleType.CUSTOM, 1_000L, List.of());
        send(
                avro,
                producer,
                topics.roleChanges(),
                "acme",
                new RoleChange(
                        "create",
                        "acme",
                        "analyst",
                        RoleChangeKind.CREATE,
                        definition,
                        null,
                        null,
                        null,
                        null,
                        ACTOR,
                        Instant.now()));
        for (int user = 1; user < USERS; user += 2) {
            send(
                    avro,
                    producer,
                    topics.roleAssignments(),
                    "acme/user-" + user,
                    new RoleAssignment("assign-" + user, "acme", "user-" + user, "analyst", ACTOR, Instant.now()));
        }
    }

    private void use(KafkaAvroSerializer avro, KafkaProducer<String, byte[]> producer, int from, int to) {
        for (int round = from; round < to; round++) {
            for (int user = 0; user < USERS; user++) {
                send(
                        avro,
                        producer,
                        topics.usageEvents(),
                        "acme/user-" + user,
                        new UsageEvent(
                                "event-" + round, "acme", "user-" + user, Instant.now(), user + 1L, null, null, null));
            }
        }
        producer.flush();
    }

    private static void send(
            KafkaAvroSerializer avro,
            KafkaProducer<String, byte[]> producer,
            String topic,
            String key,
            SpecificRecord value) {
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(topic, key, avro.serialize(topic, value)));
    }

    private static KafkaAvroSerializer serializer() {
        KafkaAvroSerializer avro = new KafkaAvroSerializer();
        avro.configure(Map.of("schema.registry.url", stack.registryUrl().toString()), false);
        return avro;
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private Map<String, String> settings(int node) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", stack.bootstrapServers());
        settings.put("schema.registry.url", stack.registryUrl().toString());
        settings.put("main.consumer.session.timeout.ms", "6000");
        settings.put("main.consumer.heartbeat.interval.ms", "1000");
        settings.put("producer.transaction.timeout.ms", "5000");
        settings.put(NodeSettings.APPLICATION_ID, "three");
        settings.put(NodeSettings.TOPIC_PREFIX, topics.prefix());
        settings.put(NodeSettings.STANDBY_REPLICAS, "1");
        settings.put(NodeSettings.STATE_DIR, directory.resolve("node-" + node).toString());
        settings.put(NodeSettings.ADVERTISED_ADDRESS, addresses.get(node));
        return settings;
    }

    private HttpResponse<String> get(int node, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://" + addresses.get(node) + path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
