package tidemark.topology.it;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tidemark.events.Actor;
import tidemark.events.EntityLimitChange;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChange;
import tidemark.events.RoleChangeKind;
import tidemark.events.RoleDefinition;
import tidemark.events.RoleType;
import tidemark.events.UsageEvent;
import tidemark.serde.KafkaAvroSerializer;
import tidemark.topics.Topics;

/** Writes to the input topics of an installation, as any producer would. Nothing waits but {@link #flush}. */
final class Inputs implements AutoCloseable {

    private static final Actor ACTOR = new Actor("admin", null, null, "TEST");

    private final Topics topics;
    private final KafkaAvroSerializer avro = new KafkaAvroSerializer();
    private final Producer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Inputs(Installation installation) {
        this(installation, Map.of());
    }

    Inputs(Installation installation, Map<String, Object> more) {
        this.topics = installation.topics();
        avro.configure(installation.clients(), false);
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", installation.clients().get("bootstrap.servers"));
        config.put("linger.ms", 5);
        config.put("batch.size", 128 * 1024);
        config.put("compression.type", "lz4");
        config.putAll(more);
        this.producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    static UsageEvent event(String id, String entity, String user, long micros) {
        return new UsageEvent(id, entity, user, Instant.now(), micros, null, null, null);
    }

    /** Publishes an event and does not wait; see {@link #flush}. */
    void usage(String id, String entity, String user, long micros) {
        usage(null, event(id, entity, user, micros));
    }

    void usage(@Nullable Integer partition, UsageEvent event) {
        send(topics.usageEvents(), partition, event.getEntityId() + "/" + event.getUserId(), event);
    }

    /** Creates a custom role. */
    void createRole(String entity, String role, @Nullable Long limit) {
        changeRole("create-" + role, entity, role, RoleChangeKind.CREATE, limit);
    }

    void setLimit(String change, String entity, String role, @Nullable Long limit) {
        changeRole(change, entity, role, RoleChangeKind.UPDATE, limit);
    }

    private void changeRole(String change, String entity, String role, RoleChangeKind kind, @Nullable Long limit) {
        RoleDefinition definition = new RoleDefinition(role, null, RoleType.CUSTOM, limit, List.of());
        send(
                topics.roleChanges(),
                null,
                entity,
                new RoleChange(change, entity, role, kind, definition, null, null, null, null, ACTOR, Instant.now()));
    }

    /** Publishes an assignment and does not wait; see {@link #flush}. */
    void assign(String entity, String user, String role) {
        send(
                topics.roleAssignments(),
                null,
                entity + "/" + user,
                new RoleAssignment("assign-" + user, entity, user, role, ACTOR, Instant.now()));
    }

    /** Gives an entity a limit of its own. */
    void limitEntity(String change, String entity, @Nullable Long limit) {
        send(
                topics.entityLimits(),
                null,
                entity,
                new EntityLimitChange(change, entity, null, null, limit, false, ACTOR, Instant.now()));
    }

    void send(String topic, @Nullable Integer partition, String key, SpecificRecord value) {
        raw(topic, partition, key, avro.serialize(topic, value));
    }

    @SuppressWarnings(
            "NullAway") // Kafka's classes are not annotated: a record without key, value or partition is fine.
    void raw(String topic, @Nullable Integer partition, @Nullable String key, byte @Nullable [] value) {
        raw(new ProducerRecord<>(topic, partition, key, value));
    }

    void raw(ProducerRecord<String, byte[]> record) {
        Future<RecordMetadata> unused = producer.send(record, (metadata, error) -> {
            if (error != null) {
                failure.compareAndSet(null, error);
            }
        });
    }

    /** Waits until everything has been delivered, and fails if something could not be. */
    void flush() {
        producer.flush();
        Exception error = failure.get();
        if (error != null) {
            throw new IllegalStateException(error);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        avro.close();
    }
}
