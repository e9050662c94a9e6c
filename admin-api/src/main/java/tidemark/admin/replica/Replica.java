package tidemark.admin.replica;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import tidemark.admin.access.CannotJudgeException;
import tidemark.admin.access.EntityDirectory;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.ClientSettings;
import tidemark.admin.log.Deadline;
import tidemark.topics.Topics;
import tidemark.topology.NodeSettings;

/**
 * Entities and roles as they stand, on every node: read from their topics, of which every partition holds everything, and followed live.
 * Only what was committed gets in. Safe for use by several threads; reading never waits.
 */
public final class Replica implements EntityDirectory, AutoCloseable {

    private final AvroRecords records;
    private final KnownEntities entities = new KnownEntities();
    private final KnownRoles roles = new KnownRoles();
    private final Follower entityTopic;
    private final Follower roleTopic;

    /**
     * Knows nothing yet.
     *
     * @param settings of a consumer and of the Avro deserializer
     */
    public Replica(Map<String, ?> settings, Topics topics) {
        this.records = AvroRecords.specific(settings);
        Clock clock = Clock.systemUTC();
        this.entityTopic = new Follower(named(settings, "entities"), records, topics.entities(), entities, clock);
        this.roleTopic = new Follower(named(settings, "roles"), records, topics.roles(), roles, clock);
    }

    /** That of a node. */
    public static Replica of(NodeSettings settings) {
        Map<String, Object> own = ClientSettings.of(settings, "consumer.");
        own.put("value.deserializer", settings.getString(NodeSettings.VALUE_DESERIALIZER));
        return new Replica(own, settings.topics());
    }

    /** Begins to read. */
    public void start() {
        entityTopic.start();
        roleTopic.start();
    }

    /** All that was committed before this moment is here; empty: it has not caught up for the first time yet. */
    public Optional<Instant> asOf() {
        Instant first = entityTopic.asOf();
        Instant second = roleTopic.asOf();
        if (first == null || second == null) {
            return Optional.empty();
        }
        return Optional.of(first.isBefore(second) ? first : second);
    }

    /** Waits until all that was committed when it started is here; false if that took too long. */
    public boolean awaitCaughtUp(Deadline deadline) {
        try {
            return entityTopic.await(() -> entityTopic.asOf() != null, deadline)
                    && roleTopic.await(() -> roleTopic.asOf() != null, deadline);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Waits until the role has at least this version here, so that whoever made it reads it; false if that took too long. */
    public boolean awaitRole(String entity, String role, long version, Deadline deadline) {
        try {
            return roleTopic.await(
                    () -> role(entity, role)
                            .filter(now -> now.version() >= version)
                            .isPresent(),
                    deadline);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Waits until the entity has at least this version here; false if that took too long. */
    public boolean awaitEntity(String entity, long version, Deadline deadline) {
        try {
            return entityTopic.await(
                    () -> entity(entity).filter(now -> now.version() >= version).isPresent(), deadline);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** An entity that somebody said something about; one known by its usage alone is not here. */
    public Optional<EntityRecord> entity(String entity) {
        return Optional.ofNullable(entities.find(entity));
    }

    /**
     * Entities by id.
     *
     * @param after only those behind this id; null: from the first
     * @param most how many, at most
     */
    public List<EntityRecord> entities(@Nullable String after, int most) {
        return entities.list(after, most);
    }

    /**
     * Entities of an MSP by id.
     *
     * @param after only those behind this id; null: from the first
     * @param most how many, at most
     */
    public List<EntityRecord> entitiesOfMsp(String msp, @Nullable String after, int most) {
        return entities.listOfMsp(msp, after, most);
    }

    /** A role, also if it is deleted. */
    public Optional<RoleRecord> role(String entity, String role) {
        return Optional.ofNullable(roles.find(entity, role));
    }

    /**
     * Roles of an entity by id, deleted ones included.
     *
     * @param after only those behind this id; null: from the first
     * @param most how many, at most
     */
    public List<RoleRecord> roles(String entity, @Nullable String after, int most) {
        return roles.list(entity, after, most);
    }

    @Override
    public boolean knows(String entity) {
        requireCaughtUp();
        return entities.find(entity) != null;
    }

    @Override
    public @Nullable String mspOf(String entity) {
        requireCaughtUp();
        EntityRecord found = entities.find(entity);
        return found == null ? null : found.mspId();
    }

    private void requireCaughtUp() {
        if (entityTopic.asOf() == null) {
            throw new CannotJudgeException("The node is still reading which entities there are.");
        }
    }

    @Override
    public void close() {
        entityTopic.close();
        roleTopic.close();
        records.close();
    }

    private static Map<String, Object> named(Map<String, ?> settings, String what) {
        Map<String, Object> own = new HashMap<>(settings);
        own.put("client.id", "tidemark-replica-" + what);
        return own;
    }
}
