package tidemark.model;

import java.math.BigInteger;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Answer;
import tidemark.ledger.Cause;
import tidemark.ledger.DecisionReason;
import tidemark.ledger.Effect;
import tidemark.ledger.Entity;
import tidemark.ledger.EntityChange;
import tidemark.ledger.EntityMonth;
import tidemark.ledger.EntityTerms;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Outcome;
import tidemark.ledger.Period;
import tidemark.ledger.Policy;
import tidemark.ledger.Reason;
import tidemark.ledger.Slots;

/** One entity as the rules describe it (R13): what was reported of each month, added up anew whenever asked. */
final class NaiveEntity {

    /* What a report names as the event behind a sum that grew, and behind one that fell. */
    static final String LAST_USAGE = "usage";
    static final String LAST_CORRECTION = "correction";

    /** What one partition said last of a month. */
    record Sum(BigInteger micros, long events) {}

    /** What became of a command. */
    record Told(Outcome.Kind kind, @Nullable Reason reason, List<Effect> effects) {}

    private final Map<YearMonth, Map<Integer, Sum>> reported = new TreeMap<>();
    private final Map<YearMonth, Long> whileBlocked = new HashMap<>();
    private final Map<YearMonth, Limit> closed = new TreeMap<>();
    private final Map<String, EntityChange> judged = new HashMap<>();

    private @Nullable YearMonth month;
    private Level level = Level.NONE;
    private Answer answer = Answer.ALLOW;
    private long sequence;
    private EntityTerms terms = EntityTerms.NONE;

    private List<Effect> effects = new ArrayList<>();
    private long now;
    private int percent;

    Told report(int partition, YearMonth of, Sum sum, long clock, Policy policy) {
        begin(Math.max(clock, startOf(of)), policy);
        catchUp();
        Map<Integer, Sum> slots = reported.computeIfAbsent(of, key -> new TreeMap<>());
        if (sum.equals(slots.getOrDefault(partition, new Sum(BigInteger.ZERO, 0)))) {
            return new Told(Outcome.Kind.NO_CHANGE, null, effects);
        }
        BigInteger before = used(of);
        boolean past = of.isBefore(current());
        if (past) {
            closed.putIfAbsent(of, terms.limit());
        }
        boolean blocked = past
                ? NaiveRules.answer(before, Objects.requireNonNull(closed.get(of)))
                        .isBlock()
                : answer.isBlock();
        slots.put(partition, sum);
        BigInteger growth = used(of).subtract(before);
        if (blocked && growth.signum() > 0) {
            long sumSoFar = whileBlocked.getOrDefault(of, 0L);
            whileBlocked.put(of, Math.min(NaiveRules.MOST, sumSoFar + growth.longValueExact()));
        }
        if (past) {
            effects.add(new Effect.EntityMonthKept(kept(of)));
        } else if (growth.signum() < 0) {
            judge(Cause.CORRECTION, LAST_CORRECTION);
        } else {
            judge(Cause.USAGE, LAST_USAGE);
        }
        return new Told(Outcome.Kind.APPLIED, null, effects);
    }

    Told change(EntityChange change, long clock, Policy policy) {
        begin(clock, policy);
        EntityChange before = judged.get(change.changeId());
        if (before != null) {
            boolean same = before.equals(change);
            return new Told(
                    same ? Outcome.Kind.DUPLICATE : Outcome.Kind.REJECTED,
                    same ? null : Reason.CHANGE_ID_CONFLICT,
                    effects);
        }
        Long micros = change.limitMicros();
        if (micros != null && (micros < 0 || micros > NaiveRules.MOST)) {
            return new Told(Outcome.Kind.REJECTED, Reason.LIMIT_OUT_OF_RANGE, effects);
        }
        catchUp();
        judged.put(change.changeId(), change);
        String name = change.displayName() == null ? terms.displayName() : change.displayName();
        String msp = change.mspId() == null ? terms.mspId() : change.mspId();
        Limit limit = change.keepsLimit() ? terms.limit() : micros == null ? Limit.NONE : Limit.of(micros);
        boolean same = Objects.equals(name, terms.displayName())
                && Objects.equals(msp, terms.mspId())
                && limit.equals(terms.limit());
        if (same && terms.version() > 0) {
            return new Told(Outcome.Kind.NO_CHANGE, null, effects);
        }
        terms = new EntityTerms(name, msp, limit, terms.version() + 1, change.changeId());
        judge(Cause.LIMIT_CHANGED, change.changeId());
        return new Told(Outcome.Kind.APPLIED, null, effects);
    }

    Told touch(long clock, Policy policy) {
        begin(clock, policy);
        catchUp();
        return new Told(Outcome.Kind.APPLIED, null, effects);
    }

    private void begin(long clock, Policy policy) {
        effects = new ArrayList<>();
        now = clock;
        percent = policy.warningPercent();
    }

    private void catchUp() {
        YearMonth turned = NaiveRules.monthOf(now);
        YearMonth was = month;
        if (was == null) {
            month = turned;
        } else if (turned.isAfter(was)) {
            if (events(was) > 0) {
                closed.put(was, terms.limit());
                effects.add(new Effect.EntityMonthKept(kept(was)));
            }
            month = turned;
            Level last = level;
            level = Level.NONE;
            if (answer == Answer.BLOCK_UNTIL_MONTH_END) {
                decide(Answer.ALLOW, Cause.MONTH_TURN, turned.toString());
            }
            say(last, Cause.MONTH_TURN, turned.toString());
        }
        judge(Cause.SETTINGS, "warning.percent=" + percent);
    }

    private void judge(Cause cause, String causedBy) {
        Level reached = NaiveRules.level(used(current()), terms.limit(), percent);
        if (level == Level.NONE && reached != Level.NONE && terms.limit().micros() > 0) {
            effects.add(new Effect.Crossed(Level.WARNED, percent, standing(cause, causedBy)));
        }
        if (reached == Level.EXCEEDED && level != Level.EXCEEDED) {
            effects.add(new Effect.Crossed(Level.EXCEEDED, 100, standing(cause, causedBy)));
        }
        Level before = level;
        level = reached;
        Answer next = NaiveRules.answer(used(current()), terms.limit());
        if (next != answer) {
            decide(next, cause, causedBy);
        }
        say(before, cause, causedBy);
    }

    /* every change of the level, in both directions, after everything else */
    private void say(Level before, Cause cause, String causedBy) {
        if (before != level) {
            effects.add(new Effect.LevelChanged(before, level, standing(cause, causedBy)));
        }
    }

    private void decide(Answer next, Cause cause, String causedBy) {
        answer = next;
        DecisionReason reason = NaiveRules.reason(next, cause, terms.limit());
        if (reason == DecisionReason.USER_LIMIT_ZERO) {
            reason = DecisionReason.ENTITY_LIMIT_ZERO;
        } else if (reason == DecisionReason.USER_LIMIT_REACHED) {
            reason = DecisionReason.ENTITY_LIMIT_REACHED;
        }
        effects.add(new Effect.Decided(next, reason, standing(cause, causedBy)));
    }

    private Effect.Standing standing(Cause cause, String causedBy) {
        sequence = Math.max(sequence + 1, now);
        return new Effect.Standing(
                period(current()),
                used(current()).longValueExact(),
                terms.limit(),
                null,
                0,
                sequence,
                now,
                cause,
                causedBy,
                null);
    }

    /* R13: the sum, held at the ends of the range */
    private BigInteger used(YearMonth of) {
        BigInteger most = BigInteger.valueOf(NaiveRules.MOST);
        BigInteger sum = BigInteger.ZERO;
        for (Sum one : reported.getOrDefault(of, Map.of()).values()) {
            sum = sum.add(one.micros());
        }
        return sum.max(most.negate()).min(most);
    }

    private long events(YearMonth of) {
        return reported.getOrDefault(of, Map.of()).values().stream()
                .mapToLong(Sum::events)
                .sum();
    }

    private Slots slots(YearMonth of) {
        Slots slots = Slots.NONE;
        for (Map.Entry<Integer, Sum> one : reported.getOrDefault(of, Map.of()).entrySet()) {
            slots = slots.with(
                    one.getKey(),
                    one.getValue().micros().longValueExact(),
                    one.getValue().events());
        }
        return slots;
    }

    private EntityMonth kept(YearMonth of) {
        MonthTotal total = new MonthTotal(
                period(of),
                used(of).longValueExact(),
                whileBlocked.getOrDefault(of, 0L),
                events(of),
                Objects.requireNonNull(closed.get(of)),
                null,
                0);
        return new EntityMonth(total, slots(of));
    }

    List<EntityMonth> pastMonths() {
        return closed.keySet().stream().map(this::kept).toList();
    }

    /** The row that there should be, but for the leeway; null: nothing has touched the entity. */
    @Nullable
    Entity row() {
        if (month == null) {
            return null;
        }
        return new Entity(
                period(month),
                used(month).longValueExact(),
                whileBlocked.getOrDefault(month, 0L),
                events(month),
                level,
                answer,
                sequence,
                terms,
                slots(month),
                null);
    }

    private YearMonth current() {
        return Objects.requireNonNull(month);
    }

    private static long startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    private static Period period(YearMonth month) {
        return Period.parse(month.toString());
    }
}
