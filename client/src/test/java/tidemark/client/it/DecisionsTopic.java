package tidemark.client.it;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tidemark.embedded.EmbeddedStack;
import tidemark.events.BlockDecision;
import tidemark.events.Cause;
import tidemark.events.Decision;
import tidemark.events.DecisionReason;
import tidemark.events.Scope;
import tidemark.serde.KafkaAvroSerializer;
import tidemark.topics.Topics;

/** A decisions' topic of one test, and what a node would write to it. */
final class DecisionsTopic implements AutoCloseable {

    static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private final Topics topics;
    private final Map<String, Object> clients;
    private final KafkaAvroSerializer avro = new KafkaAvroSerializer();
    private final Producer<String, byte[]> producer;
    private final Admin admin;
    private long sequence = 1;

    DecisionsTopic(EmbeddedStack stack, String name, int partitions, Map<String, String> config) throws Exception {
        this.topics = new Topics(name + ".");
        this.clients = Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "schema.registry.url",
                stack.registryUrl().toString());
        this.admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
        avro.configure(clients, false);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "linger.ms", 5, "metadata.max.age.ms", 500),
                new StringSerializer(),
                new ByteArraySerializer());
        if (partitions > 0) {
            create(partitions, config);
        }
    }

    void create(int partitions, Map<String, String> config) throws ExecutionException, InterruptedException {
        Map<String, String> compacted = new HashMap<>(Map.of("cleanup.policy", "compact"));
        compacted.putAll(config);
        admin.createTopics(List.of(new NewTopic(name(), partitions, (short) 1).configs(compacted)))
                .all()
                .get();
    }

    Topics topics() {
        return topics;
    }

    String name() {
        return topics.blockDecisions();
    }

    Map<String, Object> clients() {
        return clients;
    }

    Admin admin() {
        return admin;
    }

    void blockUser(String entity, String user) {
        write(entity + "/" + user, decision(entity, user, Decision.BLOCK, DecisionReason.USER_LIMIT_REACHED, FAR));
    }

    void allowUser(String entity, String user) {
        write(entity + "/" + user, decision(entity, user, Decision.ALLOW, DecisionReason.LIMIT_RAISED, null));
    }

    void blockEntity(String entity) {
        write(entity, decision(entity, null, Decision.BLOCK, DecisionReason.ENTITY_LIMIT_REACHED, FAR));
    }

    void remove(String key) {
        writeBytes(key, null);
    }

    void write(String key, BlockDecision decision) {
        writeBytes(key, avro.serialize(name(), decision));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // flush() follows.
    void writeBytes(@Nullable String key, byte @Nullable [] value) {
        producer.send(new ProducerRecord<>(name(), key, value));
    }

    void flush() {
        producer.flush();
    }

    BlockDecision decision(
            String entity, @Nullable String user, Decision decision, DecisionReason reason, @Nullable Instant until) {
        return new BlockDecision(
                user == null ? Scope.ENTITY : Scope.USER,
                entity,
                user,
                decision,
                reason,
                "2026-11",
                5L,
                5L,
                user == null ? null : "role",
                user == null ? null : 1L,
                sequence++,
                Instant.ofEpochMilli(1_700_000_000_000L),
                until,
                null,
                Cause.USAGE,
                "event",
                null);
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
