package tidemark.admin.changes;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.Deadline;
import tidemark.admin.log.LedgerProgress;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.ChangeSubject;
import tidemark.events.EntityLimitChange;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChange;
import tidemark.events.SubjectKind;
import tidemark.topics.Topics;
import tidemark.topology.wire.ContentCheck;

/**
 * Publishes changes and tells what became of them. Once a change was accepted, any usage published afterwards is judged by it (ADR 5).
 *
 * <p>Two threads serve any number of changes: one follows all answers, one how far roles are in force. Safe for use by several threads. Kafka's
 * own exceptions pass through where the cluster cannot be reached.
 */
public final class ChangeClient implements AutoCloseable {

    private final Map<String, Object> settings;
    private final Topics topics;
    private final AvroRecords records;
    private final Producer<String, byte[]> producer;
    private final Admin admin;
    private final Answers answers;
    private final RoleRollout rollout;

    private boolean started;

    /**
     * Connects to a cluster, for whoever makes a change now and then.
     *
     * @param settings of Kafka clients and of the Avro serializer; {@code bootstrap.servers} and {@code schema.registry.url} at least
     * @param applicationId of the ledger that judges the changes
     */
    public ChangeClient(Map<String, ?> settings, Topics topics, String applicationId) {
        this(settings, topics, applicationId, Duration.ZERO);
    }

    /**
     * Connects to a cluster.
     *
     * @param settings of Kafka clients and of the Avro serializer; {@code bootstrap.servers} and {@code schema.registry.url} at least
     * @param applicationId of the ledger that judges the changes
     * @param remembered for how long a keyed change that is repeated gets its first answer again
     */
    ChangeClient(Map<String, ?> settings, Topics topics, String applicationId, Duration remembered) {
        this.settings = Map.copyOf(settings);
        this.topics = topics;
        this.records = AvroRecords.specific(settings);
        this.producer = producer(this.settings);
        this.admin = Admin.create(this.settings);
        this.answers = new Answers(this.settings, records, topics.changeResults(), remembered, Clock.systemUTC());
        this.rollout = new RoleRollout(this.settings, new LedgerProgress(admin, applicationId), topics.roles());
    }

    /** Begins to follow answers as soon as the cluster can be reached. */
    synchronized void start() {
        if (!started) {
            answers.start();
            rollout.start();
            started = true;
        }
    }

    /** Whether it follows them, and knows all that it has to remember. */
    boolean isCaughtUp() {
        return answers.isCaughtUp();
    }

    /** Whether the keyed change was answered before. */
    boolean isAnswered(String entity, String changeId) {
        return answers.knows(entity, changeId);
    }

    /** Publishes a change of a role, unless it was answered before. */
    CompletableFuture<Settled> send(RoleChange change, Deadline deadline) {
        Sent sent = new Sent(
                change.getEntityId(),
                change.getChangeId(),
                new ChangeSubject(SubjectKind.ROLE, change.getRoleId()),
                ContentCheck.of(change));
        return sent.settle(
                        new ProducerRecord<>(
                                topics.roleChanges(),
                                change.getEntityId(),
                                records.toBytes(topics.roleChanges(), change)),
                        deadline)
                .thenCompose(settled -> inForce(settled, deadline));
    }

    /** Publishes an assignment, unless it was answered before. The answer commits together with the account. */
    CompletableFuture<Settled> send(RoleAssignment change, Deadline deadline) {
        Sent sent = new Sent(
                change.getEntityId(),
                change.getChangeId(),
                new ChangeSubject(SubjectKind.USER, change.getUserId()),
                ContentCheck.of(change));
        String key = RecordKeys.of(change.getEntityId(), change.getUserId());
        return sent.settle(
                new ProducerRecord<>(topics.roleAssignments(), key, records.toBytes(topics.roleAssignments(), change)),
                deadline);
    }

    /**
     * Publishes a change of an entity, unless it was answered before. The answer commits together with the entity, whose total is judged by
     * the change from then on.
     */
    CompletableFuture<Settled> send(EntityLimitChange change, Deadline deadline) {
        Sent sent = new Sent(
                change.getEntityId(),
                change.getChangeId(),
                new ChangeSubject(SubjectKind.ENTITY, change.getEntityId()),
                ContentCheck.of(change));
        return sent.settle(
                new ProducerRecord<>(
                        topics.entityLimits(), change.getEntityId(), records.toBytes(topics.entityLimits(), change)),
                deadline);
    }

    /**
     * Sends a change of a role and waits until it is answered and, unless rejected, in force on every partition.
     *
     * @throws OutcomeUnknownException if that did not happen in time
     */
    public ChangeResult submit(RoleChange change, Duration wait) {
        startNow();
        Settled settled = await(send(change, Deadline.in(wait)));
        if (!settled.inForce()) {
            throw new OutcomeUnknownException(
                    change.getChangeId(),
                    "Change " + change.getChangeId() + " was answered with "
                            + settled.answer().getOutcome()
                            + ", but the role is not yet known to be in force on every partition.");
        }
        return settled.answer();
    }

    /**
     * Sends an assignment and waits until it is answered.
     *
     * @throws OutcomeUnknownException if that did not happen in time
     */
    public ChangeResult submit(RoleAssignment change, Duration wait) {
        startNow();
        return await(send(change, Deadline.in(wait))).answer();
    }

    /**
     * Sends a change of an entity and waits until it is answered.
     *
     * @throws OutcomeUnknownException if that did not happen in time
     */
    public ChangeResult submit(EntityLimitChange change, Duration wait) {
        startNow();
        return await(send(change, Deadline.in(wait))).answer();
    }

    /** The roles as they stand, read with the same settings. */
    public RoleCatalog roles() {
        return new RoleCatalog(settings, records, topics);
    }

    @Override
    public void close() {
        answers.close();
        rollout.close();
        producer.close(Duration.ofSeconds(1));
        admin.close(Duration.ofSeconds(1));
        records.close();
    }

    /* Answers are looked for from here on, so this comes before anything is sent. */
    private synchronized void startNow() {
        if (!started) {
            answers.startNow();
            rollout.startNow();
            started = true;
        }
    }

    private CompletableFuture<Settled> inForce(Settled settled, Deadline deadline) {
        if (settled.answer().getOutcome() == ChangeOutcome.REJECTED) {
            return CompletableFuture.completedFuture(settled);
        }
        return rollout.inForce(deadline)
                .thenApply(inForce -> new Settled(settled.answer(), inForce, settled.ofAnother()));
    }

    private static Settled await(CompletableFuture<Settled> settled) {
        try {
            return settled.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
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

    /** A change on its way. */
    private final class Sent {

        private final String entity;
        private final String changeId;
        private final ChangeSubject subject;
        private final int check;

        Sent(String entity, String changeId, ChangeSubject subject, int check) {
            this.entity = entity;
            this.changeId = changeId;
            this.subject = subject;
            this.check = check;
        }

        /*
         * In this order: first wait, then look whether there was an answer before, so that none slips through in between. Who waits for the
         * same change as somebody else does not write it again.
         */
        CompletableFuture<Settled> settle(ProducerRecord<String, byte[]> record, Deadline deadline) {
            Answers.Wait wait = answers.await(entity, changeId);
            try {
                CompletableFuture<ChangeResult> answer = answers.first(entity, changeId)
                        .map(CompletableFuture::completedFuture)
                        .orElse(null);
                if (answer != null) {
                    answers.end(entity, changeId, wait.answer());
                    wait.answer().complete(answer.join());
                } else if (wait.isFirst()) {
                    publish(record, wait.answer());
                }
            } catch (RuntimeException e) {
                giveUp(wait, e);
                throw e;
            }
            return wait.answer()
                    .copy()
                    .orTimeout(Math.max(1, deadline.left().toMillis()), TimeUnit.MILLISECONDS)
                    .handle(this::settled);
        }

        private void publish(ProducerRecord<String, byte[]> record, CompletableFuture<ChangeResult> answer) {
            Future<RecordMetadata> unused = producer.send(record, (metadata, failure) -> {
                if (failure != null) {
                    answers.end(entity, changeId, answer);
                    answer.completeExceptionally(failure);
                }
            });
        }

        private Settled settled(@Nullable ChangeResult answer, @Nullable Throwable failure) {
            if (answer != null) {
                Integer theirs = answer.getContentCheck();
                boolean same = answer.getSubject().equals(subject) && (theirs == null || theirs == check);
                return new Settled(answer, true, !same);
            }
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof TimeoutException) {
                throw new OutcomeUnknownException(
                        changeId,
                        "Change " + changeId
                                + " was sent but not answered in the time given: it may still be carried out.");
            }
            throw cause instanceof RuntimeException told ? told : new CompletionException(cause);
        }

        private void giveUp(Answers.Wait wait, RuntimeException e) {
            answers.end(entity, changeId, wait.answer());
            wait.answer().completeExceptionally(e);
        }
    }
}
