package tidemark.model;

import java.math.BigInteger;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Answer;
import tidemark.ledger.Cause;
import tidemark.ledger.Command;
import tidemark.ledger.Effect;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Outcome;
import tidemark.ledger.Period;
import tidemark.ledger.Policy;
import tidemark.ledger.Reason;

/** One account as the rules describe it: lists of everything that happened, added up anew whenever asked. */
final class NaiveAccount {

    private record Counted(String identity, long micros, long arrival, YearMonth month, boolean blocked) {}

    private record Changed(String changeId, @Nullable String roleId, long at) {}

    private record Closed(Limit limit, @Nullable String roleId, long roleVersion) {}

    /* three minutes */
    private static final long GAP = 180_000;

    private final NaiveMembership membership;
    private final List<Counted> counted = new ArrayList<>();
    private final List<Changed> changes = new ArrayList<>();
    private final TreeMap<YearMonth, Closed> closed = new TreeMap<>();

    private @Nullable YearMonth month;
    private Level level = Level.NONE;
    private Answer answer = Answer.ALLOW;
    private long sequence;
    private Limit limit = Limit.NONE;
    private NaiveMembership.Held held = new NaiveMembership.Held(null, null, null, null, 0);
    private long roleVersion;

    private List<Effect> effects = new ArrayList<>();
    private long now;
    private int percent;

    NaiveAccount(NaiveRoles roles) {
        membership = new NaiveMembership(roles);
    }

    NaiveStep tell(Command command, long clock, Policy policy) {
        effects = new ArrayList<>();
        percent = policy.warningPercent();
        now = clock;
        if (command instanceof Command.Charge charge) {
            return charge(charge, policy);
        }
        if (command instanceof Command.Assign assign) {
            return assign(assign, policy);
        }
        catchUp();
        return end(Outcome.Kind.APPLIED, null);
    }

    /* ---- usage ---- */

    private NaiveStep charge(Command.Charge charge, Policy policy) {
        Reason refusal = refusal(charge, policy);
        if (refusal != null) {
            return end(Outcome.Kind.REJECTED, refusal);
        }
        now = Math.max(now, charge.arrival());
        catchUp();
        String identity = charge.source() + " " + charge.eventId();
        Counted known = known(identity, charge.arrival(), policy);
        if (known != null) {
            return known.micros() == charge.micros()
                    ? end(Outcome.Kind.DUPLICATE, null)
                    : end(Outcome.Kind.REJECTED, Reason.EVENT_ID_CONFLICT);
        }
        YearMonth charged = NaiveRules.monthOf(Math.min(charge.occurredAt(), charge.arrival()));
        BigInteger total = used(charged).add(BigInteger.valueOf(charge.micros()));
        if (total.abs().compareTo(BigInteger.valueOf(NaiveRules.MOST)) > 0) {
            return end(Outcome.Kind.REJECTED, Reason.TOTAL_OUT_OF_RANGE);
        }
        boolean blocked = blockedAt(charge.arrival());
        counted.add(new Counted(identity, charge.micros(), charge.arrival(), charged, blocked));
        if (charged.isBefore(current())) {
            closed.putIfAbsent(charged, new Closed(limit, held.roleId(), roleVersion));
            effects.add(new Effect.MonthKept(total(charged)));
        } else {
            Cause cause = charge.micros() < 0 ? Cause.CORRECTION : Cause.USAGE;
            judge(cause, charge.eventId(), charge.operationId());
        }
        return end(Outcome.Kind.APPLIED, null);
    }

    /* R14: in a month that is over, by that month's total and the limit in force when it was closed */
    private boolean blockedAt(long arrival) {
        YearMonth arrived = NaiveRules.monthOf(arrival);
        if (!arrived.isBefore(current())) {
            return answer.isBlock();
        }
        Closed then = closed.get(arrived);
        return NaiveRules.answer(used(arrived), then == null ? limit : then.limit())
                .isBlock();
    }

    private static @Nullable Reason refusal(Command.Charge charge, Policy policy) {
        if (charge.micros() > NaiveRules.MOST || charge.micros() < -NaiveRules.MOST) {
            return Reason.AMOUNT_OUT_OF_RANGE;
        }
        if (charge.occurredAt() > charge.arrival() + policy.earlyMillis()) {
            return Reason.TOO_EARLY;
        }
        return charge.occurredAt() < charge.arrival() - policy.lateMillis() ? Reason.TOO_LATE : null;
    }

    private @Nullable Counted known(String identity, long arrival, Policy policy) {
        Counted known = null;
        for (Counted event : counted) {
            if (event.identity().equals(identity) && arrival - event.arrival() <= policy.dedupeMillis()) {
                known = event;
            }
        }
        return known;
    }

    /**
     * R11 promises a horizon, and leaves open for how much longer an id is known: a retry in that gap proves nothing.
     * Nor does one that arrives within the horizon when a later event has already arrived past it, nor one of a change
     * that was judged twice, a horizon apart, before the clock was put back.
     */
    boolean isUnclear(Act.Told told, Policy policy) {
        if (told.command() instanceof Command.Charge charge) {
            String identity = charge.source() + " " + charge.eventId();
            return counted.stream()
                    .filter(event -> event.identity().equals(identity))
                    .anyMatch(event -> isInGap(event.arrival(), charge.arrival(), policy));
        }
        if (!(told.command() instanceof Command.Assign assign)) {
            return false;
        }
        List<Changed> same = changes.stream()
                .filter(change -> change.changeId().equals(assign.changeId()))
                .toList();
        return same.size() > 1 || same.stream().anyMatch(change -> isInGap(change.at(), told.now(), policy));
    }

    private boolean isInGap(long first, long retry, Policy policy) {
        long end = first + policy.dedupeMillis();
        boolean anyPast = counted.stream().anyMatch(event -> event.arrival() > end);
        return retry <= end ? anyPast : retry <= end + GAP;
    }

    /* ---- assignments ---- */

    private NaiveStep assign(Command.Assign assign, Policy policy) {
        catchUp();
        for (Changed change : changes) {
            if (change.changeId().equals(assign.changeId()) && now - change.at() <= policy.dedupeMillis()) {
                return Objects.equals(change.roleId(), assign.roleId())
                        ? end(Outcome.Kind.DUPLICATE, null)
                        : end(Outcome.Kind.REJECTED, Reason.CHANGE_ID_CONFLICT);
            }
        }
        changes.add(new Changed(assign.changeId(), assign.roleId(), now));
        NaiveMembership.Held before = held;
        membership.assign(assign.roleId());
        take();
        judge(Cause.ROLE_ASSIGNED, assign.changeId(), null);
        boolean same =
                Objects.equals(before.roleId(), held.roleId()) && Objects.equals(before.pending(), held.pending());
        return end(same ? Outcome.Kind.NO_CHANGE : Outcome.Kind.APPLIED, null);
    }

    /* ---- what precedes everything: the month, then the roles as they stand ---- */

    private void catchUp() {
        YearMonth turned = NaiveRules.monthOf(now);
        if (month == null) {
            month = turned;
        } else if (turned.isAfter(month)) {
            turn(month, turned);
        }
        NaiveMembership.Held before = held;
        Limit limitBefore = limit;
        take();
        NaiveRoles.Version version = membership.version(held);
        if (before.turns() != held.turns()) {
            Cause cause = Objects.requireNonNull(held.cause());
            boolean appeared = cause == Cause.ROLE_ASSIGNED;
            String by = appeared ? Objects.requireNonNull(version).changeId() : held.causedBy();
            judge(cause, Objects.requireNonNull(by), null);
        } else if (!limitBefore.equals(limit)) {
            judge(Cause.LIMIT_CHANGED, Objects.requireNonNull(version).changeId(), null);
        } else {
            judge(Cause.SETTINGS, "warning.percent=" + percent, null);
        }
    }

    private void turn(YearMonth over, YearMonth turned) {
        if (eventsIn(over) > 0) {
            closed.put(over, new Closed(limit, held.roleId(), roleVersion));
            effects.add(new Effect.MonthKept(total(over)));
        }
        month = turned;
        Level last = level;
        level = Level.NONE;
        if (answer == Answer.BLOCK_UNTIL_MONTH_END) {
            decide(Answer.ALLOW, Cause.MONTH_TURN, turned.toString(), null);
        }
        say(last, Cause.MONTH_TURN, turned.toString(), null);
    }

    private void take() {
        held = membership.held();
        limit = membership.limit(held);
        roleVersion = membership.versionNumber(held);
    }

    /* ---- judging ---- */

    private void judge(Cause cause, String causedBy, @Nullable String operation) {
        BigInteger used = used(current());
        Level reached = NaiveRules.level(used, limit, percent);
        boolean warns = level == Level.NONE && reached != Level.NONE && limit.micros() > 0;
        if (warns) {
            effects.add(new Effect.Crossed(Level.WARNED, percent, standing(cause, causedBy, operation)));
        }
        if (reached == Level.EXCEEDED && level != Level.EXCEEDED) {
            effects.add(new Effect.Crossed(Level.EXCEEDED, 100, standing(cause, causedBy, operation)));
        }
        Level before = level;
        level = reached;
        Answer next = NaiveRules.answer(used, limit);
        if (next != answer) {
            decide(next, cause, causedBy, operation);
        }
        say(before, cause, causedBy, operation);
    }

    /* every change of the level, in both directions, after everything else */
    private void say(Level before, Cause cause, String causedBy, @Nullable String operation) {
        if (before != level) {
            effects.add(new Effect.LevelChanged(before, level, standing(cause, causedBy, operation)));
        }
    }

    private void decide(Answer next, Cause cause, String causedBy, @Nullable String operation) {
        answer = next;
        effects.add(
                new Effect.Decided(next, NaiveRules.reason(next, cause, limit), standing(cause, causedBy, operation)));
    }

    private Effect.Standing standing(Cause cause, String causedBy, @Nullable String operation) {
        sequence = Math.max(sequence + 1, now);
        return new Effect.Standing(
                period(current()),
                used(current()).longValueExact(),
                limit,
                held.roleId(),
                roleVersion,
                sequence,
                now,
                cause,
                causedBy,
                operation);
    }

    /* ---- adding up ---- */

    private YearMonth current() {
        return Objects.requireNonNull(month);
    }

    BigInteger used(YearMonth of) {
        BigInteger sum = BigInteger.ZERO;
        for (Counted event : counted) {
            if (event.month().equals(of)) {
                sum = sum.add(BigInteger.valueOf(event.micros()));
            }
        }
        return sum;
    }

    private long usedWhileBlocked(YearMonth of) {
        long sum = 0;
        for (Counted event : counted) {
            if (event.month().equals(of) && event.blocked() && event.micros() > 0) {
                sum = Math.min(NaiveRules.MOST, sum + event.micros());
            }
        }
        return sum;
    }

    /** The months that anything was ever counted in. */
    Set<YearMonth> months() {
        return counted.stream().map(Counted::month).collect(Collectors.toCollection(TreeSet::new));
    }

    long eventsIn(YearMonth of) {
        return counted.stream().filter(event -> event.month().equals(of)).count();
    }

    private MonthTotal total(YearMonth of) {
        Closed at = Objects.requireNonNull(closed.get(of));
        return new MonthTotal(
                period(of),
                used(of).longValueExact(),
                usedWhileBlocked(of),
                eventsIn(of),
                at.limit(),
                at.roleId(),
                at.roleVersion());
    }

    List<MonthTotal> pastMonths() {
        return closed.keySet().stream().map(this::total).toList();
    }

    private static Period period(YearMonth month) {
        return Period.parse(month.toString());
    }

    private NaiveStep end(Outcome.Kind kind, @Nullable Reason reason) {
        return new NaiveStep(kind, reason, effects, figures());
    }

    Figures figures() {
        if (month == null) {
            return Figures.UNKNOWN;
        }
        return new Figures(
                period(month),
                used(month).longValueExact(),
                usedWhileBlocked(month),
                eventsIn(month),
                level,
                answer,
                sequence,
                held.roleId(),
                roleVersion,
                held.pending(),
                limit);
    }
}
