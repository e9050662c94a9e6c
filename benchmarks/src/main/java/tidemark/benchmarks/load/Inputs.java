package tidemark.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
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
import org.jspecify.annotations.Nullable;
import tidemark.benchmarks.rivals.RivalTopics;
import tidemark.benchmarks.stack.Installation;
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
public final class Inputs implements AutoCloseable {

    private static final Actor ACTOR = new Actor("benchmark", null, null, "BENCHMARK");

    private final Topics topics;
    private final KafkaAvroSerializer avro = new KafkaAvroSerializer();
    private final Producer<byte[], byte[]> producer;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /**
     * Inputs of an installation.
     *
     * @param lingerMillis how long a record may wait for others
     */
    public Inputs(Installation installation, int lingerMillis) {
        this.topics = installation.topics();
        this.clock = installation.clock();
        avro.configure(installation.clients(), false);
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        String.valueOf(installation.clients().get("bootstrap.servers")),
                        "linger.ms",
                        lingerMillis,
                        "batch.size",
                        128 * 1024,
                        "compression.type",
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A usage event, encoded and ready to be sent. */
    public ProducerRecord<byte[], byte[]> usage(String event, String entity, String user, long micros) {
        UsageEvent usage = new UsageEvent(event, entity, user, clock.instant(), micros, null, null, null);
        return encoded(topics.usageEvents(), entity + "/" + user, usage);
    }

    /** Sends what was encoded. */
    public void send(ProducerRecord<byte[], byte[]> encoded) {
        Future<RecordMetadata> unused = producer.send(encoded, (metadata, error) -> {
            if (error != null) {
                failure.compareAndSet(null, error);
            }
        });
    }

    /** Sets an entity's limit in micros. */
    public void limitEntity(String entity, long limit) {
        EntityLimitChange change =
                new EntityLimitChange("limit-" + entity, entity, null, null, limit, false, ACTOR, clock.instant());
        send(encoded(topics.entityLimits(), entity, change));
    }

    /** Creates a custom role with a limit in micros. */
    public void createRole(String entity, String role, long limit) {
        changeRole("create-" + entity + "-" + role, entity, role, RoleChangeKind.CREATE, limit);
    }

    /** Changes the limit of a custom role, in micros. */
    public void limitRole(String change, String entity, String role, long limit) {
        changeRole(change, entity, role, RoleChangeKind.UPDATE, limit);
    }

    private void changeRole(String id, String entity, String role, RoleChangeKind kind, long limit) {
        RoleDefinition definition = new RoleDefinition(role, null, RoleType.CUSTOM, limit, List.of());
        RoleChange change =
                new RoleChange(id, entity, role, kind, definition, null, null, null, null, ACTOR, clock.instant());
        send(encoded(topics.roleChanges(), entity, change));
    }

    /** Gives a user a role. */
    public void assign(String entity, String user, String role) {
        RoleAssignment assignment = new RoleAssignment("assign-" + user, entity, user, role, ACTOR, clock.instant());
        send(encoded(topics.roleAssignments(), entity + "/" + user, assignment));
    }

    /** Sets a user's limit for the plain DSL, in micros. */
    public void limitInTable(RivalTopics rivals, String entity, String user, long limit) {
        byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(limit).array();
        send(new ProducerRecord<>(rivals.limits(), (entity + "/" + user).getBytes(UTF_8), value));
    }

    /** Waits until everything has been delivered, and fails if something could not be. */
    public void flush() {
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

    @SuppressWarnings("NullAway") // Only what is null is serialized to null.
    private ProducerRecord<byte[], byte[]> encoded(String topic, String key, SpecificRecord value) {
        return new ProducerRecord<>(topic, key.getBytes(UTF_8), avro.serialize(topic, value));
    }
}
