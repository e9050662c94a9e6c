package tidemark.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Command.Charge;
import tidemark.ledger.Effect.Crossed;
import tidemark.ledger.Effect.Decided;
import tidemark.ledger.Effect.MonthKept;
import tidemark.ledger.Effect.Spilled;
import tidemark.ledger.Effect.Standing;
import tidemark.ledger.RoleTerms.Deletion;

/** An account on the desk: the mutable working copy of one step, with the effects so far. Never leaves the step. */
final class Draft {

    private final @Nullable Account before;
    private final Policy policy;
    private final long now;

    private Period period;
    private long used;
    private long usedWhileBlocked;
    private long events;
    private Level level;
    private Answer answer;
    private long sequence;
    private @Nullable String roleId;
    private long roleVersion;
    private @Nullable String pendingRoleId;
    private long pendingVersion;
    private Limit limit;
    private RecentEvents recent;
    private int spilledMinute;

    /* Most steps say nothing; the list is made when the first effect comes. */
    private List<Effect> effects = List.of();

    Draft(@Nullable Account account, Policy policy, long now) {
        this.before = account;
        this.policy = policy;
        this.now = now;
        Account start = account == null ? Account.opened(Period.at(now)) : account;
        period = start.period();
        used = start.used();
        usedWhileBlocked = start.usedWhileBlocked();
        events = start.events();
        level = start.level();
        answer = start.answer();
        sequence = start.sequence();
        roleId = start.roleId();
        roleVersion = start.roleVersion();
        pendingRoleId = start.pendingRoleId();
        pendingVersion = start.pendingVersion();
        limit = start.limit();
        recent = start.recent();
        spilledMinute = start.spilledMinute();
    }

    Period period() {
        return period;
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
                spilledMinute);
        return new Step(before != null && before.equals(after) ? before : after, outcome, effects);
    }

    /* R10: the month turns when the account is touched, and its expired block is lifted before anything else. */
    void rollTo(Period current) {
        if (!period.isBefore(current)) {
            return;
        }
        if (events > 0 || used != 0) {
            add(new MonthKept(new MonthTotal(period, used, usedWhileBlocked, events, limit, roleId, roleVersion)));
        }
        period = current;
        used = 0;
        usedWhileBlocked = 0;
        events = 0;
        level = Level.NONE;
        if (answer == Answer.BLOCK_UNTIL_MONTH_END) {
            decide(Answer.ALLOW, Cause.MONTH_TURN, current.toString(), null);
        }
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
        RememberedEvent oldest = recent.oldestOfFull();
        if (oldest != null && oldest.within(policy.dedupeMinutes(), event.arrivalMinute())) {
            spill(oldest);
        }
        recent = recent.plus(event);
    }

    /* A change carries the node's clock, which says nothing about how far the arrivals have come: a backlog may follow. */
    void rememberChange(RememberedEvent change) {
        RememberedEvent oldest = recent.oldestOfFull();
        if (oldest != null) {
            spill(oldest);
        }
        recent = recent.plus(change);
    }

    private void spill(RememberedEvent leaving) {
        spilledMinute = Math.max(spilledMinute, leaving.arrivalMinute());
        add(new Spilled(leaving));
    }

    Outcome chargeCurrent(Charge charge) {
        if (!Credits.inRange(used + charge.micros())) {
            return outOfRange(used, charge);
        }
        usedWhileBlocked = Account.addWhileBlocked(usedWhileBlocked, charge.micros(), answer.isBlock());
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
        for (Effect effect : effects) {
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

    /* R7 and R8: upward crossings, each once, the warning first; then the answer, if it is another one. */
    private void judge(Cause cause, String causedBy, @Nullable String operationId) {
        Level reached = limit.levelOf(used, policy.warningPercent());
        if (level == Level.NONE && reached != Level.NONE && !limit.isZero()) {
            add(new Crossed(Level.WARNED, policy.warningPercent(), standing(cause, causedBy, operationId)));
        }
        if (level != Level.EXCEEDED && reached == Level.EXCEEDED) {
            add(new Crossed(Level.EXCEEDED, 100, standing(cause, causedBy, operationId)));
        }
        level = reached;
        decide(limit.answerFor(used), cause, causedBy, operationId);
    }

    private void decide(Answer next, Cause cause, String causedBy, @Nullable String operationId) {
        if (next == answer) {
            return;
        }
        answer = next;
        DecisionReason reason = DecisionReason.of(next, cause, limit);
        add(new Decided(next, reason, standing(cause, causedBy, operationId)));
    }

    private Standing standing(Cause cause, String causedBy, @Nullable String operationId) {
        sequence = Math.max(sequence + 1, now);
        return new Standing(period, used, limit, roleId, roleVersion, sequence, now, cause, causedBy, operationId);
    }

    private void add(Effect effect) {
        if (effects.isEmpty()) {
            effects = new ArrayList<>(4);
        }
        effects.add(effect);
    }
}
