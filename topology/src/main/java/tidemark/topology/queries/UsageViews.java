package tidemark.topology.queries;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.AccountId;
import tidemark.ledger.Ledger;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.Lookup;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Period;

/** How an account looks to whoever asks: as it would stand if something touched it now. */
final class UsageViews {

    private final Ledger ledger;
    private final int monthsKept;

    UsageViews(Ledger ledger, int monthsKept) {
        this.ledger = ledger;
        this.monthsKept = monthsKept;
    }

    UsageView view(AccountId id, @Nullable Account stored, Lookup lookup, @Nullable Period asked, Instant now) {
        Account account = ledger.asOf(stored, lookup, now.toEpochMilli());
        if (asked == null || asked.equals(account.period())) {
            return current(id, account, now);
        }
        MonthTotal month = past(stored, account, lookup, asked);
        return month == null ? empty(id, asked, now) : closed(id, month, now);
    }

    /** The current month and every past one of which something is kept, newest first. */
    List<UsageView> everyMonth(AccountId id, @Nullable Account stored, Lookup lookup, Instant now) {
        Account account = ledger.asOf(stored, lookup, now.toEpochMilli());
        List<UsageView> months = new ArrayList<>();
        months.add(current(id, account, now));
        for (int back = 1; back <= Math.min(monthsKept, account.period().index()); back++) {
            MonthTotal month = past(stored, account, lookup, account.period().plus(-back));
            if (month != null && !month.isUnused()) {
                months.add(closed(id, month, now));
            }
        }
        return months;
    }

    private @Nullable MonthTotal past(@Nullable Account stored, Account account, Lookup lookup, Period asked) {
        if (!asked.isBefore(account.period())
                || asked.index() < account.period().index() - monthsKept) {
            return null;
        }
        // A row that nothing has touched since its month ended still holds that month.
        if (stored != null && asked.equals(stored.period())) {
            return stored.closed();
        }
        return lookup.month(asked);
    }

    /** An account that has been brought to the present. */
    static UsageView current(AccountId id, Account account, Instant now) {
        return new UsageView(
                id,
                account.period(),
                account.used(),
                account.limit(),
                account.usedWhileBlocked(),
                account.events(),
                account.level(),
                account.answer().isBlock(),
                account.roleId(),
                account.roleId() == null ? null : account.roleVersion(),
                account.pendingRoleId(),
                ResetTime.of(account.period(), account.limit()),
                now);
    }

    private UsageView closed(AccountId id, MonthTotal month, Instant now) {
        return new UsageView(
                id,
                month.period(),
                month.used(),
                month.limit(),
                month.usedWhileBlocked(),
                month.events(),
                ledger.levelOf(month),
                month.limit().answerFor(month.used()).isBlock(),
                month.roleId(),
                month.roleId() == null ? null : month.roleVersion(),
                null,
                ResetTime.of(month.period(), month.limit()),
                now);
    }

    private static UsageView empty(AccountId id, Period period, Instant now) {
        Limit none = Limit.NONE;
        return new UsageView(
                id, period, 0, none, 0, 0, Level.NONE, false, null, null, null, ResetTime.of(period, none), now);
    }
}
