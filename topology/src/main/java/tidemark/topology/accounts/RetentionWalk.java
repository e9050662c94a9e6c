package tidemark.topology.accounts;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.AccountId;
import tidemark.ledger.Command;
import tidemark.ledger.Ledger;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Period;
import tidemark.topology.announce.Announcer;
import tidemark.topology.rows.Keys;
import tidemark.topology.walks.TaskClock;
import tidemark.topology.walks.Walk;

/** Lets go of months that are no longer kept, and of accounts of which nothing is left. */
final class RetentionWalk implements Walk<Account> {

    private final AccountStores stores;
    private final AccountDesk desk;
    private final Ledger ledger;
    private final Announcer announcer;
    private final TaskClock clock;
    private final int monthsKept;

    RetentionWalk(
            AccountStores stores,
            AccountDesk desk,
            Ledger ledger,
            Announcer announcer,
            TaskClock clock,
            int monthsKept) {
        this.stores = stores;
        this.desk = desk;
        this.ledger = ledger;
        this.announcer = announcer;
        this.clock = clock;
        this.monthsKept = monthsKept;
    }

    @Override
    public KeyValueIterator<Bytes, Account> from(@Nullable Bytes after) {
        return stores.accounts().after(after);
    }

    @Override
    public void visit(Bytes key, Account stored) {
        Period oldestKept = Period.at(clock.now()).plus(-monthsKept);
        AccountId id = AccountId.parse(Keys.text(key));
        Account account = stored.period().isBefore(oldestKept)
                ? desk.handle(id, key, new Command.Touch()).after()
                : stored;
        boolean anyKept = dropMonthsBefore(oldestKept, key);
        if (ledger.isForgettable(account, anyKept, clock.now())) {
            stores.accounts().delete(key);
            stores.index().follow(id, key, account, null);
            if (account.sequence() > 0) {
                announcer.forgotten(key.get());
            }
        }
    }

    /** Whether any month is left. */
    private boolean dropMonthsBefore(Period oldestKept, Bytes key) {
        List<Bytes> expired = new ArrayList<>();
        boolean anyKept = false;
        try (KeyValueIterator<Bytes, MonthTotal> months = stores.months().range(Keys.first(key), Keys.beyond(key))) {
            while (months.hasNext()) {
                Bytes month = months.peekNextKey();
                boolean kept = !months.next().value.period().isBefore(oldestKept);
                anyKept |= kept;
                if (!kept) {
                    expired.add(month);
                }
            }
        }
        expired.forEach(stores.months()::delete);
        return anyKept;
    }
}
