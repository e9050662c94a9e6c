package tidemark.admin.changes;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.Deadline;
import tidemark.admin.log.LedgerProgress;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.EntityLimitChange;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChange;
import tidemark.topics.Topics;

/**
 * Publishes changes and waits for what became of them. Once a change was accepted, any usage published afterwards is judged by it.
 *
 * <p>Safe for use by several threads. Kafka's own exceptions pass through where the cluster cannot be reached.
 */
public final class ChangeClient implements AutoCloseable {

    private final Map<String, Object> settings;
    private final Topics topics;
    private final AvroRecords records;
    private final Producer<String, byte[]> producer;
    private final Admin admin;
    private final LedgerProgress progress;

    /**
     * Connects to a cluster.
     *
     * @param settings of Kafka clients and of the Avro serializer; {@code bootstrap.servers} and {@code schema.registry.url} at least
     * @param applicationId of the ledger that judges the changes
     */
    public ChangeClient(Map<String, ?> settings, Topics topics, String applicationId) {
        this.settings = Map.copyOf(settings);
        this.topics = topics;
        this.records = AvroRecords.specific(settings);
        this.producer = producer(this.settings);
        this.admin = Admin.create(this.settings);
        this.progress = new LedgerProgress(admin, applicationId);
    }

    /**
     * Sends a change of a role and waits until it is answered and, unless rejected, in force on every partition.
     *
     * @throws OutcomeUnknownException if that did not happen in time
     */
    public ChangeResult submit(RoleChange change, Duration wait) {
        Deadline deadline = Deadline.in(wait);
        try (AnswerReader answers = AnswerReader.atEnd(settings, records, topics.changeResults());
                RoleRollout rollout = RoleRollout.atEnd(settings, records, progress, topics.roles())) {
            publish(topics.roleChanges(), change.getEntityId(), change);
            ChangeResult result = awaitAnswer(answers, change.getEntityId(), change.getChangeId(), wait, deadline);
            awaitInForce(rollout, change, result, deadline);
            return result;
        }
    }

    /**
     * Sends an assignment and waits until it is answered: the answer commits together with the account.
     *
     * @throws OutcomeUnknownException if that did not happen in time
     */
    public ChangeResult submit(RoleAssignment change, Duration wait) {
        String key = RecordKeys.of(change.getEntityId(), change.getUserId());
        return submit(topics.roleAssignments(), key, change, change.getEntityId(), change.getChangeId(), wait);
    }

    /**
     * Sends a change of an entity and waits until it is answered: the answer commits together with the entity, whose total is judged
     * by the change from then on.
     *
     * @throws OutcomeUnknownException if that did not happen in time
     */
    public ChangeResult submit(EntityLimitChange change, Duration wait) {
        return submit(
                topics.entityLimits(), change.getEntityId(), change, change.getEntityId(), change.getChangeId(), wait);
    }

    /** The roles as they stand, read with the same settings. */
    public RoleCatalog roles() {
        return new RoleCatalog(settings, records, topics);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        admin.close(Duration.ofSeconds(1));
        records.close();
    }

    private ChangeResult submit(
            String topic, String key, SpecificRecord change, String entityId, String changeId, Duration wait) {
        Deadline deadline = Deadline.in(wait);
        try (AnswerReader answers = AnswerReader.atEnd(settings, records, topics.changeResults())) {
            publish(topic, key, change);
            return awaitAnswer(answers, entityId, changeId, wait, deadline);
        }
    }

    private static ChangeResult awaitAnswer(
            AnswerReader answers, String entityId, String changeId, Duration wait, Deadline deadline) {
        return answers.await(entityId, changeId, deadline)
                .orElseThrow(() -> new OutcomeUnknownException(
                        changeId,
                        "Change " + changeId + " was sent but not answered within " + wait.toSeconds()
                                + " s: it may still be carried out."));
    }

    private static void awaitInForce(RoleRollout rollout, RoleChange change, ChangeResult result, Deadline deadline) {
        ChangeOutcome outcome = result.getOutcome();
        if (outcome == ChangeOutcome.REJECTED) {
            return;
        }
        Long version = result.getVersion();
        boolean inForce = (outcome == ChangeOutcome.ACCEPTED && version != null)
                ? rollout.awaitNew(RecordKeys.of(change.getEntityId(), change.getRoleId()), version, deadline)
                : rollout.awaitEarlier(deadline);
        if (!inForce) {
            throw new OutcomeUnknownException(
                    change.getChangeId(),
                    "Change " + change.getChangeId() + " was answered with " + outcome
                            + ", but the role is not yet known to be in force on every partition.");
        }
    }

    private void publish(String topic, String key, SpecificRecord value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, records.toBytes(topic, value)))
                    .get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    private static Producer<String, byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> own = new HashMap<>(settings);
        own.remove("key.serializer");
        own.remove("value.serializer");
        own.put("enable.idempotence", "true");
        own.put("acks", "all");
        return new KafkaProducer<>(own, new StringSerializer(), new ByteArraySerializer());
    }
}
