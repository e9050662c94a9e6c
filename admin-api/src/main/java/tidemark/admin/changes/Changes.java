package tidemark.admin.changes;

import java.util.concurrent.CompletableFuture;
import tidemark.events.EntityLimitChange;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChange;

/**
 * Where changes are handed in. Answers come when the topology has judged the change and it is in force, or when that took too long; they
 * fail with {@link OutcomeUnknownException} where the change may still be carried out, and with {@link NotWrittenException} where it was not
 * written at all.
 */
public interface Changes {

    /**
     * Whether the keyed change was answered before, by whatever node, so that handing it in again gives that answer and does nothing.
     *
     * @throws NotWrittenException if that is not known yet
     */
    boolean isAnswered(String entity, String changeId);

    /** Hands in a change of a role. */
    CompletableFuture<Settled> send(RoleChange change);

    /** Hands in an assignment. */
    CompletableFuture<Settled> send(RoleAssignment change);

    /** Hands in a change of an entity. */
    CompletableFuture<Settled> send(EntityLimitChange change);
}
