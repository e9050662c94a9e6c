package tidemark.model;

import org.jspecify.annotations.Nullable;
import tidemark.ledger.Command;
import tidemark.ledger.EntityChange;
import tidemark.ledger.Limit;
import tidemark.ledger.Period;

/** One thing that happens in a history. Times are absolute, so that a history stays one when acts are left out. */
sealed interface Act {

    /** What the node's clock shows, epoch millis. */
    long now();

    /** Something that an account is judged on; the account is written {@code entity/user}. */
    record Told(String account, Command command, long now) implements Act {

        String entity() {
            return account.substring(0, account.indexOf('/'));
        }
    }

    /**
     * A change of a role.
     *
     * @param limit CREATE, LIMIT: the limit
     * @param other DUPLICATE: the role to copy; DELETE: the role that the members move to; null: none
     */
    record RoleChanged(
            String entity,
            String changeId,
            Kind kind,
            String roleId,
            Limit limit,
            @Nullable String other,
            long now) implements Act {

        enum Kind {
            CREATE,
            LIMIT,
            RENAME,
            DUPLICATE,
            DELETE
        }
    }

    /**
     * The accounts of one partition report what they add to a month of their entity: for the first time, again, or anew
     * after a kill.
     */
    record Reported(String entity, int partition, Period period, long now) implements Act {}

    /** A change of an entity. */
    record EntityChanged(String entity, EntityChange change, long now) implements Act {}

    /** Nothing happened to the entity: it is looked at. */
    record EntityTouched(String entity, long now) implements Act {}

    /** The node is started again with another warning percentage. */
    record Restarted(int warningPercent, long now) implements Act {}
}
