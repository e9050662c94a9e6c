package tidemark.admin.replica;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tidemark.admin.log.Deadline;

/** Roles and entities as they stand, as far as this node has heard. Reading never waits. */
public interface Catalog {

    /** An entity that somebody said something about; one known by its usage alone is not here. */
    Optional<EntityRecord> entity(String entity);

    /**
     * Entities by id.
     *
     * @param after only those behind this id; null: from the first
     * @param most how many, at most
     */
    List<EntityRecord> entities(@Nullable String after, int most);

    /**
     * Entities of an MSP by id.
     *
     * @param after only those behind this id; null: from the first
     * @param most how many, at most
     */
    List<EntityRecord> entitiesOfMsp(String msp, @Nullable String after, int most);

    /** A role, also if it is deleted. */
    Optional<RoleRecord> role(String entity, String role);

    /**
     * Roles of an entity by id, deleted ones included.
     *
     * @param after only those behind this id; null: from the first
     * @param most how many, at most
     */
    List<RoleRecord> roles(String entity, @Nullable String after, int most);

    /** Waits until the role has at least this version here; false if that took too long. */
    boolean awaitRole(String entity, String role, long version, Deadline deadline);

    /** Waits until the entity has at least this version here; false if that took too long. */
    boolean awaitEntity(String entity, long version, Deadline deadline);
}
