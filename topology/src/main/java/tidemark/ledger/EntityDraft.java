package tidemark.ledger;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Effect.EntityMonthKept;
import tidemark.ledger.Effect.LeewayChanged;
import tidemark.ledger.EntityCommand.Origin;
import tidemark.ledger.EntityCommand.Report;

/** An entity on the desk: the working copy of one step, with its terms and slots. */
final class EntityDraft extends Draft {

    private final @Nullable Entity before;
    private final int partitions;

    private EntityTerms terms;
    private Slots slots;
    private @Nullable Leeway leeway;

    EntityDraft(@Nullable Entity entity, Policy policy, int partitions, long now) {
        this(entity, entity == null ? Entity.opened(Period.at(now)) : entity, policy, partitions, now);
    }

    private EntityDraft(@Nullable Entity before, Entity start, Policy policy, int partitions, long now) {
        super(start, policy, now);
        this.before = before;
        this.partitions = partitions;
        terms = start.terms();
        slots = start.slots();
        leeway = start.leeway();
    }

    @Override
    Scope scope() {
        return Scope.ENTITY;
    }

    @Override
    @Nullable
    String roleId() {
        return null;
    }

    @Override
    long roleVersion() {
        return 0;
    }

    @Override
    Effect kept(MonthTotal month) {
        return new EntityMonthKept(new EntityMonth(month, slots));
    }

    /* The slots go with their month, also where it came to nothing and is not kept. */
    @Override
    void rollTo(Period current) {
        boolean over = period.isBefore(current);
        super.rollTo(current);
        slots = over ? Slots.NONE : slots;
    }

    EntityTerms terms() {
        return terms;
    }

    EntityStep step(Outcome outcome) {
        tellLeeway();
        Entity after =
                new Entity(period, used, usedWhileBlocked, events, level, answer, sequence, terms, slots, leeway);
        return new EntityStep(before != null && before.equals(after) ? before : after, outcome, effects());
    }

    private void tellLeeway() {
        Leeway next = Leeway.next(leeway, period, limit, used, policy.warningPercent(), partitions);
        if (next != null && !next.equals(leeway)) {
            add(new LeewayChanged(next));
        }
        leeway = next;
    }

    /** A sum of the current month: the newest one of its partition counts. */
    Outcome count(Report report) {
        Slots next = slots.with(report.partition(), report.micros(), report.events());
        if (next.equals(slots)) {
            return Outcome.NO_CHANGE;
        }
        long total = next.total();
        boolean fell = total < used;
        usedWhileBlocked = addWhileBlocked(usedWhileBlocked, total - used, answer.isBlock());
        slots = next;
        used = total;
        events = next.events();
        Origin origin = fell ? report.correction() : report.usage();
        judge(fell ? Cause.CORRECTION : Cause.USAGE, origin.causedBy(), origin.operationId());
        return Outcome.APPLIED;
    }

    /** A sum of a month that is over. */
    Outcome countPast(Report report, Function<Period, @Nullable EntityMonth> months) {
        EntityMonth month = keptMonth(report.period(), months);
        Slots next = month.slots().with(report.partition(), report.micros(), report.events());
        if (next.equals(month.slots())) {
            return Outcome.NO_CHANGE;
        }
        add(new EntityMonthKept(month.with(next)));
        return Outcome.APPLIED;
    }

    /** A change that was checked. */
    Outcome change(EntityChange change) {
        EntityTerms asked = new EntityTerms(
                change.displayName() == null ? terms.displayName() : change.displayName(),
                change.mspId() == null ? terms.mspId() : change.mspId(),
                change.keepsLimit() ? limit : limitOf(change.limitMicros()),
                terms.version(),
                terms.changeId());
        if (asked.equals(terms) && terms.version() > 0) {
            return Outcome.NO_CHANGE;
        }
        limit = asked.limit();
        terms = new EntityTerms(asked.displayName(), asked.mspId(), limit, terms.version() + 1, change.changeId());
        judge(Cause.LIMIT_CHANGED, change.changeId(), null);
        return Outcome.APPLIED;
    }

    private EntityMonth keptMonth(Period past, Function<Period, @Nullable EntityMonth> months) {
        for (Effect effect : effects()) {
            if (effect instanceof EntityMonthKept kept
                    && kept.month().total().period().equals(past)) {
                return kept.month();
            }
        }
        EntityMonth month = months.apply(past);
        return month == null ? new EntityMonth(new MonthTotal(past, 0, 0, 0, limit, null, 0), Slots.NONE) : month;
    }

    private static Limit limitOf(@Nullable Long micros) {
        return micros == null ? Limit.NONE : Limit.of(micros);
    }
}
