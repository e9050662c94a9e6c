package tidemark.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Command.Assign;
import tidemark.ledger.Command.Charge;

/**
 * The rule book for accounts: given an account and a command, what is the account next, and what has to be said?
 *
 * <p>Every decision goes the same way: refuse what is refused without looking (R12), bring the account to the current
 * month (R10) and to the roles as they stand (R9), then carry out the command, then judge the total against the limit
 * (R7, R8). Pure: the same input gives the same step.
 */
public final class Ledger {

    private final Policy policy;

    /** A ledger by that policy. */
    public Ledger(Policy policy) {
        this.policy = policy;
    }

    /**
     * Decides one command.
     *
     * @param account the account as kept; null: nothing is kept of it
     * @param command what to judge
     * @param lookup what else is stored
     * @param now the later of the node's clock and the newest arrival it has seen, epoch millis
     */
    public Step decide(@Nullable Account account, Command command, Lookup lookup, long now) {
        if (command instanceof Charge charge) {
            Rejection refused = Intake.judge(charge, policy);
            if (refused != null) {
                return untouched(account, now, refused);
            }
            AccountDraft draft = open(account, lookup, Math.max(now, charge.arrival()));
            return draft.step(charge(draft, charge, lookup));
        }
        AccountDraft draft = open(account, lookup, now);
        if (command instanceof Assign assign) {
            return draft.step(assign(draft, assign, lookup));
        }
        return draft.step(Outcome.APPLIED);
    }

    /**
     * How the account would stand at that instant if something touched it: what a query is answered with.
     *
     * @param account the account as kept; null: nothing is kept of it
     */
    public Account asOf(@Nullable Account account, Lookup lookup, long now) {
        return open(account, lookup, now).step(Outcome.APPLIED).account();
    }

    /**
     * How the account would stand by another limit, with all else as it is: what a preview is answered with.
     *
     * @param account the account as it stands
     */
    public Account under(Limit limit, Account account, long now) {
        AccountDraft draft = new AccountDraft(account, policy, now);
        draft.limit = limit;
        draft.judge(Cause.LIMIT_CHANGED, "preview", null);
        return draft.step(Outcome.APPLIED).account();
    }

    /** How far a past month had come against the limit it closed with. */
    public Level levelOf(MonthTotal month) {
        return month.limit().levelOf(month.used(), policy.warningPercent());
    }

    /** Whether nothing is left of the account that anybody could ask for or that a rule still needs. */
    public boolean isForgettable(Account account, boolean anyMonthKept, long now) {
        return account.roleId() == null
                && account.pendingRoleId() == null
                && account.isUnused()
                && !anyMonthKept
                && !account.isBlockedAt(now)
                && !remembersAny(account, RememberedEvent.minuteOf(now));
    }

    private boolean remembersAny(Account account, int minute) {
        int horizon = policy.dedupeMinutes();
        return minute - account.spilledMinute() <= horizon || account.recent().anyWithin(horizon, minute);
    }

    private AccountDraft open(@Nullable Account account, Lookup lookup, long now) {
        AccountDraft draft = new AccountDraft(account, policy, now);
        draft.rollTo(Period.at(now));
        draft.reconcile(lookup);
        return draft;
    }

    private static Step untouched(@Nullable Account account, long now, Rejection refused) {
        Account same = account == null ? Account.opened(Period.at(now)) : account;
        return new Step(same, new Outcome(Outcome.Kind.REJECTED, refused), List.of());
    }

    private Outcome charge(AccountDraft draft, Charge charge, Lookup lookup) {
        RememberedEvent event = new RememberedEvent(
                Fingerprint.ofEvent(charge.source(), charge.eventId()),
                Long.hashCode(charge.micros() * 0x9E3779B97F4A7C15L),
                RememberedEvent.minuteOf(charge.arrival()));
        RememberedEvent known = draft.find(event, lookup);
        if (known != null) {
            return known.check() == event.check()
                    ? Outcome.DUPLICATE
                    : Outcome.rejected(
                            Reason.EVENT_ID_CONFLICT,
                            "event_id '" + charge.eventId() + "' was counted with another amount than "
                                    + charge.micros() + " micros");
        }
        Period charged = charge.chargedTo();
        Outcome outcome = charged.isBefore(draft.period())
                ? draft.chargePast(charged, charge, lookup)
                : draft.chargeCurrent(charge);
        if (outcome.kind() == Outcome.Kind.APPLIED) {
            draft.remember(event);
        }
        return outcome;
    }

    private Outcome assign(AccountDraft draft, Assign assign, Lookup lookup) {
        RememberedEvent change =
                new RememberedEvent(Fingerprint.ofChange(assign.changeId()), assign.check(), draft.nowMinute());
        RememberedEvent known = draft.find(change, lookup);
        if (known != null) {
            return known.check() == change.check()
                    ? Outcome.DUPLICATE
                    : Outcome.rejected(
                            Reason.CHANGE_ID_CONFLICT,
                            "change_id '" + assign.changeId() + "' was judged with another role_id");
        }
        draft.rememberChange(change);
        return draft.assign(assign.roleId(), assign.changeId(), lookup);
    }
}
