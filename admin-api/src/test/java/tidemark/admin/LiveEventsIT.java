package tidemark.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tidemark.admin.access.Access;
import tidemark.admin.access.EntityDirectory;
import tidemark.admin.access.TestCallers;
import tidemark.admin.access.TestIssuer;
import tidemark.admin.intake.KafkaUsageLog;
import tidemark.admin.intake.LogUnavailableException;
import tidemark.admin.live.LiveEvents;
import tidemark.admin.live.SmallMemory;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.TopicReader;
import tidemark.embedded.EmbeddedStack;
import tidemark.events.BlockDecision;
import tidemark.events.Cause;
import tidemark.events.Decision;
import tidemark.events.DecisionReason;
import tidemark.events.Level;
import tidemark.events.LevelChange;
import tidemark.events.Scope;
import tidemark.events.UsageEvent;
import tidemark.events.UsageExceeded;
import tidemark.events.UsageWarning;
import tidemark.ledger.Message;
import tidemark.topics.TopicAdmin;
import tidemark.topics.Topics;
import tidemark.topology.intake.Partitions;

/** Live events and usage intake over a real broker: two servers, clients that come and go, and nothing lost or told twice. */
@Timeout(180)
final class LiveEventsIT {

    private static final Instant AT = Instant.parse("2026-11-22T09:30:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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

    /** A server with live events that is ready. */
    private record Node(LiveEvents live, Http http) implements AutoCloseable {

        static Node start(Topics topics, int kept) {
            return start(topics, kept, Access.open());
        }

        static Node start(Topics topics, int kept, Access access) {
            LiveEvents live = SmallMemory.of(settings(), topics, kept);
            live.start();
            await().atMost(PATIENCE).until(live::isReady);
            return new Node(live, new Http(access, live));
        }

        @Override
        public void close() {
            http.close();
            live.close();
        }
    }

    @Test
    void whoever_changes_between_servers_under_load_is_told_everything_once() throws Exception {
        Topics topics = topics("load.");
        try (Node one = Node.start(topics, 30);
                Node other = Node.start(topics, 20_000)) {
            String begin;
            try (EventReader reader = new EventReader(one.http().server, entity("acme"), null)) {
                begin = reader.standing().lastId();
            }
            String beginOfAnn;
            try (EventReader reader = new EventReader(other.http().server, user("acme", "ann"), null)) {
                beginOfAnn = reader.standing().lastId();
            }
            Load load = new Load(topics, 7);
            CompletableFuture<Void> writing = CompletableFuture.runAsync(load::write);
            Wanderer ofEntity = new Wanderer(List.of(one, other), entity("acme"), begin, 11);
            Wanderer ofUser = new Wanderer(List.of(one, other), user("acme", "ann"), beginOfAnn, 13);
            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> ofUser.readUntil("acme/ann", load));

            ofEntity.readUntil("acme", load);
            second.get();
            writing.get();

            assertThat(ofEntity.told).doesNotHaveDuplicates().hasSameElementsAs(load.committed("acme"));
            assertThat(ofUser.told).doesNotHaveDuplicates().hasSameElementsAs(load.committed("acme/ann"));
            assertThat(ofEntity.changes).as("times that the server was changed").isGreaterThan(10);
        }
    }

    @Test
    void a_decision_has_its_text_and_its_figures_and_comes_in_chunks_too() throws Exception {
        Topics topics = topics("text.");
        try (Node node = Node.start(topics, 100)) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(node.http().server.url() + user("acme", "ann")))
                    .build();
            HttpResponse<InputStream> answer =
                    node.http().client().send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .isEqualToIgnoringCase("text/event-stream;charset=utf-8");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
                assertThat(lines.readLine()).isEqualTo("retry: 3000");
                assertThat(lines.readLine()).isEmpty();
                assertThat(lines.readLine()).startsWith("id: ");
                write(topics.decisionHistory(), "acme/ann", block(5));
                assertThat(lines.readLine()).isEmpty();
                assertThat(lines.readLine()).startsWith("id: ");
                assertThat(lines.readLine()).isEqualTo("event: decision");
                assertThat(lines.readLine())
                        .isEqualTo("data: {\"scope\":\"USER\",\"entity_id\":\"acme\",\"user_id\":\"ann\","
                                + "\"decision\":\"BLOCK\",\"reason\":\"USER_LIMIT_REACHED\",\"period\":\"2026-11\","
                                + "\"used_credits\":10.5,\"limit_credits\":10,\"role_id\":\"analyst\",\"role_version\":1,"
                                + "\"sequence\":5,\"at\":\"2026-11-22T09:30:00.000Z\","
                                + "\"valid_until\":\"2026-12-01T00:00:00.000Z\",\"message\":\"" + Message.USER_LIMIT
                                + "\",\"cause\":\"USAGE\",\"caused_by\":\"e\",\"operation_id\":null}");
            }
        }
    }

    @Test
    void what_the_log_has_let_go_leaves_a_gap_and_the_rest_follows() throws Exception {
        Topics topics = topics("gap.");
        String old;
        try (Node node = Node.start(topics, 5)) {
            try (EventReader reader = new EventReader(node.http().server, entity("acme"), null)) {
                old = reader.standing().lastId();
            }
            for (int i = 0; i < 40; i++) {
                write(topics.levelChanges(), "acme/ann", level(i));
            }
            int partition = new Partitions(3).of("acme/ann".getBytes(UTF_8));
            try (Admin admin = admin()) {
                admin.deleteRecords(Map.of(
                                new TopicPartition(topics.levelChanges(), partition), RecordsToDelete.beforeOffset(30)))
                        .all()
                        .get();
            }
            try (EventReader reader = new EventReader(node.http().server, entity("acme"), old)) {
                assertThat(reader.next()).isEqualTo(new EventReader.Event("gap", "{\"missing\":[\"level\"]}"));
                for (int i = 30; i < 40; i++) {
                    assertThat(sequence(reader.next())).isEqualTo(i);
                }
            }
        }
    }

    @Test
    void an_id_that_is_none_is_refused_and_the_header_wins_over_the_parameter() throws Exception {
        Topics topics = topics("ids.");
        try (Node node = Node.start(topics, 100)) {
            String id;
            try (EventReader reader = new EventReader(node.http().server, entity("acme"), null)) {
                id = reader.standing().lastId();
                write(topics.levelChanges(), "acme/ann", level(1));
                assertThat(sequence(reader.next())).isEqualTo(1);
            }
            assertThat(fieldAtFault(node, entity("acme") + "?last_event_id=x")).isEqualTo("last_event_id");
            assertThat(fieldAtFault(node, entity("beta") + "?last_event_id=" + id))
                    .isEqualTo("last_event_id");
            assertThat(fieldAtFault(node, entity("acme") + "?last_event_id=a&last_event_id=b"))
                    .isEqualTo("last_event_id");
            assertThat(fieldAtFault(node, entity("acme"), "Last-Event-ID", "x")).isEqualTo("Last-Event-ID");
            try (EventReader reader =
                    new EventReader(node.http().server, entity("acme") + "?last_event_id=nonsense", id)) {
                assertThat(sequence(reader.next())).isEqualTo(1);
            }
            try (EventReader reader =
                    new EventReader(node.http().server, entity("acme") + "?last_event_id=" + id, null)) {
                assertThat(sequence(reader.next())).isEqualTo(1);
            }
            HttpRequest head = HttpRequest.newBuilder(
                            URI.create(node.http().server.url() + entity("acme")))
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(node.http().send(head).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_client_that_reads_nothing_is_left() throws Exception {
        Topics topics = topics("slow.");
        try (Node node = Node.start(topics, 100);
                EventReader slow = new EventReader(node.http().server, entity("acme"), null);
                EventReader quick = new EventReader(node.http().server, entity("acme"), null)) {
            slow.standing();
            quick.standing();
            CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> countTo(quick, 20_000));
            try (Producer<String, byte[]> producer = producer(Map.of())) {
                byte[] bytes = records.toBytes(topics.levelChanges(), level(1));
                for (int i = 0; i < 20_000; i++) {
                    producer.send(new ProducerRecord<>(topics.levelChanges(), "acme/ann", bytes))
                            .isDone();
                    if (i % 500 == 0) {
                        producer.flush();
                    }
                }
            }
            assertThat(read.get()).as("events that one who reads has read").isEqualTo(20_000);
            assertThat(isTornOff(slow)).isTrue();
        }
    }

    @Test
    void a_caller_has_so_many_streams_and_each_ends_with_its_token() throws Exception {
        Topics topics = topics("token.");
        TestIssuer issuer = new TestIssuer();
        Access access = Access.of(issuer.settings(place.resolve("jwks.json"), false), EntityDirectory.EMPTY);
        try (Node node = Node.start(topics, 100, access)) {
            String bearer = "Authorization: Bearer " + issuer.token(TestCallers.named("user"));
            List<EventReader> readers = new ArrayList<>();
            for (int i = 0; i < LiveEvents.MOST_OF_A_CALLER; i++) {
                readers.add(new EventReader(node.http().server, user("acme", "ann"), null, bearer));
                assertThat(readers.get(i).head().get(0)).contains(" 200 ");
            }
            try (EventReader tooMany = new EventReader(node.http().server, user("acme", "ann"), null, bearer)) {
                assertThat(tooMany.head().get(0)).contains(" 429 ");
            }
            readers.remove(0).close();
            await().atMost(PATIENCE).until(() -> {
                try (EventReader next = new EventReader(node.http().server, user("acme", "ann"), null, bearer)) {
                    return next.head().get(0).contains(" 200 ");
                }
            });
            JWTClaimsSet nearlyOver = TestIssuer.claims("bob")
                    .claim("entity_id", "acme")
                    .expirationTime(Date.from(Instant.now().minusSeconds(58)))
                    .build();
            try (EventReader reader = new EventReader(
                    node.http().server,
                    user("acme", "bob"),
                    null,
                    "Authorization: Bearer " + issuer.token(nearlyOver))) {
                assertThat(reader.next()).isNull();
                assertThat(reader.comments()).contains(": the token does not count any more");
            }
            for (EventReader reader : readers) {
                reader.close();
            }
        }
    }

    @Test
    void streams_end_when_the_server_closes() throws Exception {
        Topics topics = topics("end.");
        Node node = Node.start(topics, 100);
        try (EventReader reader = new EventReader(node.http().server, entity("acme"), null)) {
            reader.standing();
            Instant before = Instant.now();
            node.close();

            assertThat(reader.next()).isNull();
            assertThat(reader.comments()).contains(": the server is closing");
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void usage_lies_where_kafkas_java_producer_puts_it() {
        Topics topics = topics("usage.");
        Map<String, Object> settings = new HashMap<>(settings());
        settings.put("partitioner.class", "org.apache.kafka.clients.producer.RoundRobinPartitioner");
        settings.put("acks", "0");
        List<UsageEvent> usage = IntStream.range(0, 200)
                .mapToObj(i -> UsageEvent.newBuilder()
                        .setEventId("e" + i)
                        .setSource("s")
                        .setEntityId("acme")
                        .setUserId("user-" + i)
                        .setOccurredAt(AT)
                        .setCreditsMicros(i)
                        .build())
                .toList();
        try (KafkaUsageLog log = new KafkaUsageLog(settings, topics.usageEvents())) {
            log.append(usage);
        }

        Partitions partitions = new Partitions(3);
        List<Object> read = new ArrayList<>();
        try (TopicReader reader = TopicReader.of(settings(), topics.usageEvents())) {
            reader.seekToBeginning();
            Map<TopicPartition, Long> ends = reader.endOffsets();
            while (!reader.reached(ends)) {
                reader.poll(Duration.ofMillis(100)).forEach(record -> {
                    UsageEvent event = (UsageEvent)
                            Objects.requireNonNull(records.fromBytes(record.topic(), record.headers(), record.value()));
                    assertThat(record.key()).asString(UTF_8).isEqualTo("acme/" + event.getUserId());
                    assertThat(record.partition()).isEqualTo(partitions.of(record.key()));
                    read.add(event);
                });
            }
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(usage);
    }

    @Test
    void while_no_broker_is_there_usage_is_turned_away_soon() {
        Map<String, Object> settings = new HashMap<>(settings());
        settings.put("bootstrap.servers", "127.0.0.1:1");
        UsageEvent event = UsageEvent.newBuilder()
                .setEventId("e")
                .setEntityId("acme")
                .setUserId("ann")
                .setOccurredAt(AT)
                .setCreditsMicros(1)
                .build();
        Instant before = Instant.now();
        try (KafkaUsageLog log = new KafkaUsageLog(settings, "usage-events")) {
            assertThatThrownBy(() -> log.append(List.of(event))).isInstanceOf(LogUnavailableException.class);
        }
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }

    /** Reads a stream of events now from this server and now from that one, torn off at any moment. */
    private static final class Wanderer {

        private final List<Node> nodes;
        private final String path;
        private final Random random;
        private final List<Long> told = new ArrayList<>();
        private String lastId;
        private int changes;

        Wanderer(List<Node> nodes, String path, @Nullable String lastId, long seed) {
            this.nodes = nodes;
            this.path = path;
            this.lastId = String.valueOf(lastId);
            this.random = new Random(seed);
        }

        void readUntil(String whose, Load load) {
            Instant end = Instant.now().plus(PATIENCE);
            while (!(load.isDone() && told.size() >= load.committed(whose).size())) {
                assertThat(Instant.now())
                        .as("told %s of %s", told.size(), whose)
                        .isBefore(end);
                Node node = nodes.get(random.nextInt(nodes.size()));
                try (EventReader reader = new EventReader(node.http().server, path, lastId)) {
                    reader.impatient(Duration.ofSeconds(2));
                    int most = 1 + random.nextInt(60);
                    for (int i = 0;
                            i < most
                                    && !(load.isDone()
                                            && told.size()
                                                    >= load.committed(whose).size());
                            i++) {
                        told.add(sequence(reader.next()));
                        lastId = String.valueOf(reader.lastId());
                    }
                } catch (SocketTimeoutException e) {
                    // Nothing more may come, or there is a gap: the end will tell.
                } catch (Exception e) {
                    throw new AssertionError("stream of " + path, e);
                }
                changes++;
            }
        }
    }

    /** Events of two entities in transactions, of which some come to nothing. */
    private static final class Load {

        private static final int TRANSACTIONS = 150;

        private final Topics topics;
        private final Random random;
        private final Map<Long, String> committed = new HashMap<>();
        private boolean done;
        private long number;

        Load(Topics topics, long seed) {
            this.topics = topics;
            this.random = new Random(seed);
        }

        void write() {
            try (Producer<String, byte[]> producer = producer(Map.of("transactional.id", "load"))) {
                producer.initTransactions();
                for (int i = 0; i < TRANSACTIONS; i++) {
                    transaction(producer, i % 5 == 4);
                }
            }
            synchronized (this) {
                done = true;
            }
        }

        private void transaction(Producer<String, byte[]> producer, boolean aborted) {
            Map<Long, String> own = new HashMap<>();
            producer.beginTransaction();
            for (int i = 0; i < 1 + random.nextInt(40); i++) {
                number++;
                String key = random.nextInt(10) == 0
                        ? "acme"
                        : (random.nextBoolean() ? "acme" : "beta") + "/"
                                + (random.nextBoolean() ? "ann" : "u" + random.nextInt(9));
                own.put(number, key);
                int kind = random.nextInt(4);
                String topic = List.of(
                                topics.usageWarnings(),
                                topics.usageExceeded(),
                                topics.decisionHistory(),
                                topics.levelChanges())
                        .get(kind);
                SpecificRecord event = kind == 0
                        ? warning(number)
                        : kind == 1 ? exceeded(number) : kind == 2 ? block(number) : level(number);
                producer.send(new ProducerRecord<>(topic, key, records.toBytes(topic, event)))
                        .isDone();
            }
            producer.flush();
            if (aborted) {
                producer.abortTransaction();
                return;
            }
            synchronized (this) {
                committed.putAll(own);
            }
            producer.commitTransaction();
        }

        synchronized boolean isDone() {
            return done;
        }

        /** Of an entity with its users, or of one user. */
        synchronized List<Long> committed(String whose) {
            return new ArrayList<>(new TreeSet<>(committed.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(whose)
                            || (whose.indexOf('/') < 0 && entry.getValue().startsWith(whose + "/")))
                    .map(Map.Entry::getKey)
                    .toList()));
        }
    }

    private static String entity(String entity) {
        return "/v1/entities/" + entity + "/events";
    }

    private static String user(String entity, String user) {
        return "/v1/entities/" + entity + "/users/" + user + "/events";
    }

    private static long sequence(EventReader.@Nullable Event event) throws Exception {
        JsonNode data = Http.JSON.readTree(
                Objects.requireNonNull(event, "the stream has ended").data());
        assertThat(data.path("sequence").isNumber()).as("%s", event).isTrue();
        return data.path("sequence").asLong();
    }

    private static int countTo(EventReader reader, int most) {
        int count = 0;
        try {
            while (count < most && reader.next() != null) {
                count++;
            }
        } catch (IOException e) {
            throw new AssertionError("after " + count, e);
        }
        return count;
    }

    private static boolean isTornOff(EventReader reader) throws Exception {
        try {
            int read = 0;
            while (reader.next() != null) {
                read++;
            }
            return read < 20_000;
        } catch (SocketException e) {
            return true;
        }
    }

    private static String fieldAtFault(Node node, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(node.http().server.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Http.problem(node.http().send(request.build()), 400, "invalid-field")
                .path("field")
                .asText();
    }

    private static UsageWarning warning(long number) {
        return new UsageWarning(
                Scope.USER,
                "acme",
                "ann",
                "2026-11",
                80,
                8_000_000L,
                10_000_000L,
                "analyst",
                1L,
                number,
                Cause.USAGE,
                "e",
                null,
                AT,
                Instant.parse("2026-12-01T00:00:00Z"));
    }

    private static UsageExceeded exceeded(long number) {
        return new UsageExceeded(
                Scope.USER,
                "acme",
                "ann",
                "2026-11",
                100,
                10_000_000L,
                10_000_000L,
                "analyst",
                1L,
                number,
                Cause.USAGE,
                "e",
                null,
                AT,
                Instant.parse("2026-12-01T00:00:00Z"));
    }

    private static BlockDecision block(long number) {
        return new BlockDecision(
                Scope.USER,
                "acme",
                "ann",
                Decision.BLOCK,
                DecisionReason.USER_LIMIT_REACHED,
                "2026-11",
                10_500_000L,
                10_000_000L,
                "analyst",
                1L,
                number,
                AT,
                Instant.parse("2026-12-01T00:00:00Z"),
                Message.USER_LIMIT,
                Cause.USAGE,
                "e",
                null);
    }

    private static LevelChange level(long number) {
        return new LevelChange(
                Scope.USER,
                "acme",
                "ann",
                "2026-11",
                Level.NONE,
                Level.WARNED,
                8_000_000L,
                10_000_000L,
                "analyst",
                1L,
                number,
                Cause.USAGE,
                "e",
                null,
                AT);
    }

    private static void write(String topic, String key, SpecificRecord value) throws Exception {
        try (Producer<String, byte[]> producer = producer(Map.of())) {
            producer.send(new ProducerRecord<>(topic, key, records.toBytes(topic, value)))
                    .get();
        }
    }

    private static Producer<String, byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(settings());
        settings.putAll(more);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private static Topics topics(String prefix) {
        Topics topics = new Topics(prefix);
        try (Admin admin = admin()) {
            new TopicAdmin(admin, topics).create(3, (short) 1);
        }
        return topics;
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
    }

    private static Map<String, Object> settings() {
        return Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "schema.registry.url",
                stack.registryUrl().toString());
    }
}
