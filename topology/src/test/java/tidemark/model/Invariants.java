package tidemark.model;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.Command;
import tidemark.ledger.Effect;
import tidemark.ledger.Ledger;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Outcome;
import tidemark.ledger.Period;
import tidemark.ledger.RoleTerms;
import tidemark.ledger.Step;

/** What must be true after every step, whatever the model says. */
final class Invariants {

    private final StoredWorld world;
    private final Map<String, Map<Period, Long>> sums = new HashMap<>();
    private final Map<String, String> standingCrossings = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private @Nullable Account before;

    Invariants(StoredWorld world) {
        this.world = world;
    }

    void before(Act.Told told) {
        before = world.row(told.account());
        if (before != null && told.command() instanceof Command.Assign && isBehind(told.account(), before)) {
            forgetCrossings(told.account(), Level.NONE);
        }
    }

    /* An assignment is preceded by a look at the roles: with another limit or role, a fall may hide inside the step. */
    private boolean isBehind(String account, Account row) {
        return isNewer(account, row.roleId(), row.roleVersion())
                || isNewer(account, row.pendingRoleId(), row.pendingVersion());
    }

    private boolean isNewer(String account, @Nullable String role, long version) {
        RoleTerms terms = role == null ? null : world.lookup(account).role(role);
        return terms != null && terms.version() > version;
    }

    private void forgetCrossings(String account, Level reached) {
        for (Level level : Level.values()) {
            if (reached.compareTo(level) < 0) {
                standingCrossings.remove(account + " " + level);
            }
        }
    }

    @Nullable
    String faultAfter(Act.Told told, Step step) {
        String fault = faultOfSum(told, step);
        fault = fault == null ? faultOfEffects(told, step) : fault;
        Account row = world.row(told.account());
        if (fault != null || row == null) {
            return fault;
        }
        fault = faultOfRule(told, row);
        fault = fault == null ? faultOfSecondTelling(told, step) : fault;
        return fault == null ? faultOfQuery(told, row) : fault;
    }

    /* used == sum of the distinct applied events of the period */
    private @Nullable String faultOfSum(Act.Told told, Step step) {
        Map<Period, Long> own = sums.computeIfAbsent(told.account(), key -> new HashMap<>());
        if (told.command() instanceof Command.Charge charge && step.outcome().kind() == Outcome.Kind.APPLIED) {
            own.merge(Period.at(Math.min(charge.occurredAt(), charge.arrival())), charge.micros(), Long::sum);
        }
        Map<Period, Long> kept = new HashMap<>();
        for (MonthTotal month : world.lookup(told.account()).months()) {
            kept.put(month.period(), month.used());
        }
        Account row = world.row(told.account());
        if (row != null) {
            kept.put(row.period(), row.used());
        }
        for (Map.Entry<Period, Long> sum : own.entrySet()) {
            if (!sum.getValue().equals(kept.get(sum.getKey()))) {
                return "the events of " + sum.getKey() + " add up to " + sum.getValue() + ", kept is "
                        + kept.get(sum.getKey());
            }
        }
        return null;
    }

    /* at most one crossing of a level between falls, and sequences that grow */
    private @Nullable String faultOfEffects(Act.Told told, Step step) {
        for (Effect effect : step.effects()) {
            Effect.Standing standing = null;
            if (effect instanceof Effect.Crossed crossed) {
                standing = crossed.standing();
                String slot = told.account() + " " + crossed.level();
                String figures = standing.period() + " " + standing.limit() + " " + standing.roleId() + " "
                        + standing.roleVersion() + " " + crossed.percent();
                if (figures.equals(standingCrossings.put(slot, figures))) {
                    return "crossed twice without a fall between: " + crossed;
                }
            } else if (effect instanceof Effect.Decided decided) {
                standing = decided.standing();
            } else if (effect instanceof Effect.LevelChanged changed) {
                standing = changed.standing();
            }
            if (standing != null) {
                Long last = sequences.put(told.account(), standing.sequence());
                if ((last != null && standing.sequence() <= last) || standing.sequence() < told.now()) {
                    return "sequence after " + last + " does not grow or lies before the clock: " + effect;
                }
            }
        }
        forgetCrossings(told.account(), step.account().level());
        return null;
    }

    /* the decision and the level follow from the total and the newest limit of the role held */
    private @Nullable String faultOfRule(Act.Told told, Account row) {
        if (before != null && before.equals(row)) {
            return null;
        }
        String held = row.roleId();
        RoleTerms terms = held == null ? null : world.lookup(told.account()).role(held);
        Limit limit = terms == null ? Limit.NONE : terms.limit();
        BigInteger used = BigInteger.valueOf(row.used());
        String fault = Referee.unequal("limit", limit, row.limit());
        fault = fault == null ? Referee.unequal("decision", NaiveRules.answer(used, limit), row.answer()) : fault;
        Level level = NaiveRules.level(used, limit, world.policy().warningPercent());
        return fault == null ? Referee.unequal("level", level, row.level()) : fault;
    }

    /* the same id twice changes nothing, not even the instance; with another content it is a conflict */
    @SuppressWarnings("ReferenceEquality")
    private @Nullable String faultOfSecondTelling(Act.Told told, Step step) {
        Outcome.Kind kind = step.outcome().kind();
        boolean kept = kind == Outcome.Kind.APPLIED || kind == Outcome.Kind.NO_CHANGE;
        if (!kept || told.command() instanceof Command.Touch) {
            return null;
        }
        Step again = world.ask(told, told.command());
        if (again.outcome().kind() != Outcome.Kind.DUPLICATE
                || !again.effects().isEmpty()
                || again.account() != world.row(told.account())) {
            return "told twice: " + again;
        }
        Step other = world.ask(told, altered(told.command()));
        return other.outcome().kind() == Outcome.Kind.REJECTED && other.account() == world.row(told.account())
                ? null
                : "the same id with another content: " + other;
    }

    private static Command altered(Command command) {
        if (command instanceof Command.Charge charge) {
            return new Command.Charge(
                    charge.source(),
                    charge.eventId(),
                    charge.occurredAt(),
                    charge.arrival(),
                    charge.micros() > 0 ? charge.micros() - 1 : charge.micros() + 1,
                    charge.operationId());
        }
        Command.Assign assign = (Command.Assign) command;
        return new Command.Assign(assign.changeId(), Objects.equals(assign.roleId(), "other") ? null : "other");
    }

    /* a query sees what a touch would make of the account */
    private @Nullable String faultOfQuery(Act.Told told, Account row) {
        long later = told.now() + 86_400_000L;
        Account seen = new Ledger(world.policy()).asOf(row, world.lookup(told.account()), later);
        Account touched = world.ask(new Act.Told(told.account(), told.command(), later), new Command.Touch())
                .account();
        return Referee.unequal("answer to a query", Figures.of(touched), Figures.of(seen));
    }
}
