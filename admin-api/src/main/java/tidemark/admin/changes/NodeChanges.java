package tidemark.admin.changes;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import tidemark.admin.log.Deadline;
import tidemark.admin.log.RegistryUnreachableException;
import tidemark.admin.replica.Catalog;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.EntityLimitChange;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChange;
import tidemark.topology.NodeSettings;

/**
 * The changes that a node hands in for those who ask over HTTP. All share one connection; whoever made a change reads it on this node as
 * soon as it is answered.
 */
public final class NodeChanges implements Changes, AutoCloseable {

    /** For how long a repeated key gets its first answer again. */
    public static final Duration KEYS_REMEMBERED = Duration.ofHours(24);

    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration OWN_READING = Duration.ofSeconds(1);
    private static final int THREADS = 4;
    private static final String NOT_NOW = "The change could not be written just now; nothing was changed.";

    private static final List<String> PREFIXES = List.of(
            "producer.", "admin.", "streams.", "main.consumer.", "restore.consumer.", "global.consumer.", "consumer.");

    private final ChangeClient client;
    private final Catalog catalog;
    private final ExecutorService afterwards;

    private NodeChanges(ChangeClient client, Catalog catalog) {
        this.client = client;
        this.catalog = catalog;
        AtomicInteger number = new AtomicInteger();
        this.afterwards = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "tidemark-changes-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Those of a node; not started yet.
     *
     * @param catalog what the node has heard; belongs to the caller
     */
    public static NodeChanges of(NodeSettings settings, Catalog catalog) {
        return new NodeChanges(
                new ChangeClient(
                        clients(settings),
                        settings.topics(),
                        settings.getString(NodeSettings.APPLICATION_ID),
                        KEYS_REMEMBERED),
                catalog);
    }

    /** The settings of Kafka clients beside those of the topology; none of them may hold up a request for long. */
    public static Map<String, Object> clients(NodeSettings settings) {
        Map<String, Object> own = new HashMap<>(settings.clientConfig());
        own.keySet().removeIf(key -> PREFIXES.stream().anyMatch(key::startsWith));
        own.put("value.serializer", settings.getString(NodeSettings.VALUE_SERIALIZER));
        own.put("value.deserializer", settings.getString(NodeSettings.VALUE_DESERIALIZER));
        own.putIfAbsent("max.block.ms", "5000");
        own.putIfAbsent("request.timeout.ms", "5000");
        own.putIfAbsent("default.api.timeout.ms", "10000");
        return own;
    }

    /** Begins to follow answers; until it has caught up no change is taken. */
    public void start() {
        client.start();
    }

    /** Whether changes are taken. */
    public boolean isReady() {
        return client.isCaughtUp();
    }

    @Override
    public boolean isAnswered(String entity, String changeId) {
        requireReady();
        return client.isAnswered(entity, changeId);
    }

    @Override
    public CompletableFuture<Settled> send(RoleChange change) {
        return carriedOut(change.getChangeId(), () -> client.send(change, Deadline.in(WAIT)), settled -> {
            Long version = settled.answer().getVersion();
            if (version != null) {
                catalog.awaitRole(change.getEntityId(), change.getRoleId(), version, Deadline.in(OWN_READING));
            }
        });
    }

    @Override
    public CompletableFuture<Settled> send(RoleAssignment change) {
        return carriedOut(change.getChangeId(), () -> client.send(change, Deadline.in(WAIT)), settled -> {});
    }

    @Override
    public CompletableFuture<Settled> send(EntityLimitChange change) {
        return carriedOut(change.getChangeId(), () -> client.send(change, Deadline.in(WAIT)), settled -> {
            Long version = settled.answer().getVersion();
            if (version != null) {
                catalog.awaitEntity(change.getEntityId(), version, Deadline.in(OWN_READING));
            }
        });
    }

    private CompletableFuture<Settled> carriedOut(
            String changeId, Supplier<CompletableFuture<Settled>> sending, Consumer<Settled> ownReading) {
        requireReady();
        CompletableFuture<Settled> sent;
        try {
            sent = sending.get();
        } catch (KafkaException | RegistryUnreachableException e) {
            throw new NotWrittenException(NOT_NOW, e);
        }
        return sent.handleAsync(
                (settled, failure) -> {
                    if (failure != null) {
                        throw told(changeId, failure);
                    }
                    if (accepted(settled.answer())) {
                        ownReading.accept(settled);
                    }
                    return settled;
                },
                afterwards);
    }

    /* A record that was not acknowledged in time may have got there all the same. */
    private static RuntimeException told(String changeId, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof RetriableException) {
            return new OutcomeUnknownException(
                    changeId, "The change was sent, but Kafka did not acknowledge it: it may still be carried out.");
        }
        if (cause instanceof KafkaException) {
            return new NotWrittenException(NOT_NOW, cause);
        }
        return cause instanceof RuntimeException told ? told : new CompletionException(cause);
    }

    private static boolean accepted(ChangeResult answer) {
        return answer.getOutcome() != ChangeOutcome.REJECTED;
    }

    private void requireReady() {
        if (!client.isCaughtUp()) {
            throw new NotWrittenException(
                    "The node is still reading what became of earlier changes; nothing was changed.");
        }
    }

    @Override
    public void close() {
        client.close();
        afterwards.shutdown();
    }
}
