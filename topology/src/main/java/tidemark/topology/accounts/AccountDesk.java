package tidemark.topology.accounts;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.AccountId;
import tidemark.ledger.Command;
import tidemark.ledger.Effect;
import tidemark.ledger.Effect.Crossed;
import tidemark.ledger.Effect.Decided;
import tidemark.ledger.Effect.LevelChanged;
import tidemark.ledger.Effect.MonthKept;
import tidemark.ledger.Effect.Spilled;
import tidemark.ledger.Ledger;
import tidemark.ledger.Outcome;
import tidemark.ledger.Step;
import tidemark.topology.announce.Announcer;
import tidemark.topology.rows.Keys;
import tidemark.topology.walks.TaskClock;
import tidemark.topology.wire.Subject;

/** Where every command meets its account: read the row, let the ledger decide, write what differs, say what is to say. */
final class AccountDesk {

    private final Ledger ledger;
    private final AccountStores stores;
    private final TaskClock clock;
    private final Announcer announcer;

    AccountDesk(Ledger ledger, AccountStores stores, TaskClock clock, Announcer announcer) {
        this.ledger = ledger;
        this.stores = stores;
        this.clock = clock;
        this.announcer = announcer;
    }

    /** Carries out one command; the account as it was and as it is are in the answer. */
    @SuppressWarnings("ReferenceEquality") // the ledger hands back the same instance when nothing differs
    Handled handle(AccountId id, Bytes key, Command command) {
        AccountRows accounts = stores.accounts();
        Account before = accounts.get(key);
        Step step = ledger.decide(before, command, stores.lookup(id.entity(), key), clock.now());
        Account after = step.account();
        boolean refusedUnseen = before == null && step.outcome().kind() == Outcome.Kind.REJECTED;
        if (after != before && !refusedUnseen) {
            accounts.put(key, after);
            stores.index().follow(id, key, before, after);
        }
        for (Effect effect : step.effects()) {
            carryOut(id, key, effect);
        }
        return new Handled(before, after, step.outcome());
    }

    private void carryOut(AccountId id, Bytes key, Effect effect) {
        if (effect instanceof Spilled spilled) {
            stores.spilledEvents().put(key, spilled);
        } else if (effect instanceof MonthKept kept) {
            stores.months().put(Keys.month(key, kept.month().period()), kept.month());
        } else if (effect instanceof Crossed crossed) {
            announcer.crossed(Subject.of(id), key.get(), crossed);
        } else if (effect instanceof Decided decided) {
            announcer.decided(Subject.of(id), key.get(), decided);
        } else if (effect instanceof LevelChanged changed) {
            announcer.levelChanged(Subject.of(id), key.get(), changed);
        } else {
            throw new IllegalStateException("an effect that nobody carries out: " + effect);
        }
    }

    /**
     * A command that was carried out.
     *
     * @param before the account as it was; null: nothing was kept of it
     * @param after the account as it is
     * @param outcome what became of the command
     */
    record Handled(@Nullable Account before, Account after, Outcome outcome) {}
}
