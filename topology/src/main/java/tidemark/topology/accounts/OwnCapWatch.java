package tidemark.topology.accounts;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import tidemark.events.Actor;
import tidemark.ledger.Account;
import tidemark.ledger.AccountId;
import tidemark.ledger.Ledger;
import tidemark.ledger.Limit;
import tidemark.ledger.OwnCap;
import tidemark.topology.intake.AccountKeys;
import tidemark.topology.intake.Partitions;
import tidemark.topology.rows.Keys;
import tidemark.topology.walks.TaskClock;

/**
 * Watches the cap of whoever asks for a change, where it lies on this partition (R17). The judge of roles does not know who holds what;
 * the task of the asker's own account does.
 */
final class OwnCapWatch {

    private final AccountStores stores;
    private final Ledger ledger;
    private final TaskClock clock;
    private final Partitions partitions;
    private final int ownPartition;

    OwnCapWatch(AccountStores stores, Ledger ledger, TaskClock clock, Partitions partitions, int ownPartition) {
        this.stores = stores;
        this.ledger = ledger;
        this.clock = clock;
        this.partitions = partitions;
        this.ownPartition = ownPartition;
    }

    /** Looks at the cap of whoever changes a role of that entity, before it is changed. */
    Look beforeRole(String entity, Actor actor) {
        AccountId own = OwnCap.accountOf(entity, actor.getUserId(), actor.getEntityId());
        boolean here = own != null && partitions.of(AccountKeys.bytes(own.toString())) == ownPartition;
        return look(here ? own : null);
    }

    /** Looks at the cap of whoever gives that account a role, if it is their own. */
    Look beforeAssignment(AccountId account, Actor actor) {
        AccountId own = OwnCap.accountOf(account.entity(), actor.getUserId(), actor.getEntityId());
        return look(account.equals(own) ? own : null);
    }

    private Look look(@Nullable AccountId own) {
        return new Look(own, own == null ? Limit.NONE : cap(own));
    }

    private Limit cap(AccountId id) {
        Bytes key = Keys.of(id.toString());
        Account account = stores.accounts().get(key);
        return account == null
                ? Limit.NONE
                : ledger.asOf(account, stores.lookup(id.entity(), key), clock.now())
                        .limit();
    }

    /** A cap as it stood before a change. */
    final class Look {

        private final @Nullable AccountId own;
        private final Limit before;

        private Look(@Nullable AccountId own, Limit before) {
            this.own = own;
            this.before = before;
        }

        /** Whether it is higher now. */
        boolean raised() {
            return own != null && !before.isNone() && OwnCap.raised(before, cap(own));
        }
    }
}
