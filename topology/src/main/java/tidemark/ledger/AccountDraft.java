package tidemark.ledger;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Command.Charge;
import tidemark.ledger.Effect.MonthKept;
import tidemark.ledger.Effect.Spilled;
import tidemark.ledger.RoleTerms.Deletion;

/** An account on the desk: the working copy of one step, with its role and what it remembers. */
final class AccountDraft extends Draft {

    private final @Nullable Account before;

    private @Nullable String roleId;
    private long roleVersion;
    private @Nullable String pendingRoleId;
    private long pendingVersion;
    private RecentEvents recent;
    private int spilledMinute;
    private long spills;

    AccountDraft(@Nullable Account account, Policy policy, long now) {
        this(account, account == null ? Account.opened(Period.at(now)) : account, policy, now);
    }

    private AccountDraft(@Nullable Account before, Account start, Policy policy, long now) {
        super(start, policy, now);
        this.before = before;
        roleId = start.roleId();
        roleVersion = start.roleVersion();
        pendingRoleId = start.pendingRoleId();
        pendingVersion = start.pendingVersion();
        recent = start.recent();
        spilledMinute = start.spilledMinute();
        spills = start.spills();
    }

    @Override
    Scope scope() {
        return Scope.USER;
    }

    @Override
    @Nullable
    String roleId() {
        return roleId;
    }

    @Override
    long roleVersion() {
        return roleVersion;
    }

    @Override
    Effect kept(MonthTotal month) {
        return new MonthKept(month);
    }

    int nowMinute() {
        return RememberedEvent.minuteOf(now);
    }

    Step step(Outcome outcome) {
        Account after = new Account(
                period,
                used,
                usedWhileBlocked,
                events,
                level,
                answer,
                sequence,
                roleId,
                roleVersion,
                pendingRoleId,
                pendingVersion,
                limit,
                recent,
                spilledMinute,
                spills);
        return new Step(before != null && before.equals(after) ? before : after, outcome, effects());
    }

    /* R4, R9: pending roles that have appeared, deletions in the order of the log, and a changed limit. */
    void reconcile(Lookup lookup) {
        Cause cause = Cause.SETTINGS;
        String causedBy = "warning.percent=" + policy.warningPercent();
        RoleTerms awaited = pendingRoleId == null ? null : lookup.role(pendingRoleId);
        if (awaited != null && awaited.version() > pendingVersion) {
            // It was held from its first version after the assignment on, also when that was deleted before this touch.
            hold(awaited, pendingVersion + 1);
            cause = Cause.ROLE_ASSIGNED;
            causedBy = awaited.changeId();
        }
        RoleTerms terms = roleId == null ? null : lookup.role(roleId);
        Deletion deletion = terms == null ? null : terms.firstAfter(roleVersion);
        while (deletion != null) {
            cause = Cause.ROLE_DELETED;
            causedBy = deletion.changeId();
            roleId = deletion.reassignTo();
            roleVersion = deletion.reassignVersion();
            terms = roleId == null ? null : lookup.role(roleId);
            deletion = terms == null ? null : terms.firstAfter(roleVersion);
        }
        if (roleId == null) {
            limit = Limit.NONE;
        } else if (terms != null && terms.version() >= roleVersion) {
            if (cause == Cause.SETTINGS && !limit.equals(terms.limit())) {
                cause = Cause.LIMIT_CHANGED;
                causedBy = terms.changeId();
            }
            roleVersion = terms.version();
            limit = terms.limit();
        }
        judge(cause, causedBy, null);
    }

    /** The event as it was remembered, here or where it spilled to; null when it is new or long forgotten. */
    @Nullable
    RememberedEvent find(RememberedEvent event, Lookup lookup) {
        int horizon = policy.dedupeMinutes();
        RememberedEvent known = recent.find(event.fingerprint());
        if (known == null && spilledMinute != 0 && event.arrivalMinute() - spilledMinute <= horizon) {
            int latest = Math.max(event.arrivalMinute(), spilledMinute);
            known = lookup.spilled(event.fingerprint(), event.arrivalMinute() - horizon, latest);
        }
        return known != null && known.within(horizon, event.arrivalMinute()) ? known : null;
    }

    void remember(RememberedEvent event) {
        if (recent.isFull()) {
            int horizon = policy.dedupeMinutes();
            spill(recent.all().stream()
                    .filter(old -> old.within(horizon, event.arrivalMinute()))
                    .toList());
        }
        recent = recent.plus(event);
    }

    /* A change carries the node's clock, which says nothing about how far the arrivals have come: a backlog may follow. */
    void rememberChange(RememberedEvent change) {
        if (recent.isFull()) {
            spill(recent.all());
        }
        recent = recent.plus(change);
    }

    /* All at once: so few rows of busy accounts are full, and one write takes eight events. */
    private void spill(List<RememberedEvent> leaving) {
        for (RememberedEvent event : leaving) {
            spilledMinute = Math.max(spilledMinute, event.arrivalMinute());
        }
        if (!leaving.isEmpty()) {
            spills++;
            add(new Spilled(leaving, spilledMinute, spills));
        }
        recent = RecentEvents.NONE;
    }

    Outcome chargeCurrent(Charge charge) {
        if (!Credits.inRange(used + charge.micros())) {
            return outOfRange(used, charge);
        }
        usedWhileBlocked = addWhileBlocked(usedWhileBlocked, charge.micros(), answer.isBlock());
        used += charge.micros();
        events++;
        judge(charge.micros() < 0 ? Cause.CORRECTION : Cause.USAGE, charge.eventId(), charge.operationId());
        return Outcome.APPLIED;
    }

    Outcome chargePast(Period past, Charge charge, Lookup lookup) {
        MonthTotal month = keptMonth(past, lookup);
        if (!Credits.inRange(month.used() + charge.micros())) {
            return outOfRange(month.used(), charge);
        }
        add(new MonthKept(month.plus(charge.micros(), metBlock(charge.arrival(), lookup))));
        return Outcome.APPLIED;
    }

    /* R14: what arrived in a month that is over met that month's answer, however late it is read. */
    private boolean metBlock(long arrival, Lookup lookup) {
        Period arrived = Period.at(arrival);
        if (!arrived.isBefore(period)) {
            return answer.isBlock();
        }
        MonthTotal month = keptMonth(arrived, lookup);
        return month.limit().answerFor(month.used()).isBlock();
    }

    Outcome assign(@Nullable String assigned, String changeId, Lookup lookup) {
        String heldBefore = roleId;
        String awaitedBefore = pendingRoleId;
        RoleTerms terms = assigned == null ? null : lookup.role(assigned);
        if (assigned == null) {
            roleId = null;
            roleVersion = 0;
            limit = Limit.NONE;
            pendingRoleId = null;
            pendingVersion = 0;
        } else if (terms != null && terms.active()) {
            hold(terms, terms.version());
        } else {
            pendingRoleId = assigned;
            pendingVersion = terms == null ? 0 : terms.version();
        }
        judge(Cause.ROLE_ASSIGNED, changeId, null);
        boolean same = Objects.equals(heldBefore, roleId) && Objects.equals(awaitedBefore, pendingRoleId);
        return same ? Outcome.NO_CHANGE : Outcome.APPLIED;
    }

    private void hold(RoleTerms terms, long version) {
        roleId = terms.roleId();
        roleVersion = version;
        limit = terms.limit();
        pendingRoleId = null;
        pendingVersion = 0;
    }

    private MonthTotal keptMonth(Period past, Lookup lookup) {
        for (Effect effect : effects()) {
            if (effect instanceof MonthKept kept && kept.month().period().equals(past)) {
                return kept.month();
            }
        }
        MonthTotal month = lookup.month(past);
        return month == null ? new MonthTotal(past, 0, 0, 0, limit, roleId, roleVersion) : month;
    }

    private static Outcome outOfRange(long total, Charge charge) {
        return Outcome.rejected(
                Reason.TOTAL_OUT_OF_RANGE,
                "credits_micros is " + charge.micros() + " and the total " + total + "; their sum must stay within ±"
                        + Credits.MAX_MICROS);
    }
}
