package tidemark.ledger;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.EntityCommand.Change;
import tidemark.ledger.EntityCommand.Report;

/**
 * The rule book for entities (R13): given an entity and a command, what is the entity next, and what has to be said?
 *
 * <p>Months, thresholds and decisions are those of accounts, by the same code ({@link Draft}). What differs is where the
 * total comes from: each partition of accounts reports its absolute sum. Pure: the same input gives the same step.
 */
public final class EntityLedger {

    private final Policy policy;
    private final int partitions;

    /**
     * A ledger by that policy.
     *
     * @param partitions how many partitions of accounts add up to an entity
     */
    public EntityLedger(Policy policy, int partitions) {
        this.policy = policy;
        this.partitions = partitions;
    }

    /**
     * Decides one command.
     *
     * @param entity the entity as kept; null: nothing is kept of it
     * @param command what to judge
     * @param months a past month of the entity; null: nothing is kept of it
     * @param now the node's clock, epoch millis
     */
    public EntityStep decide(
            @Nullable Entity entity, EntityCommand command, Function<Period, @Nullable EntityMonth> months, long now) {
        if (command instanceof Report report) {
            // Usage of a month has arrived, so that month has begun, whatever the clock says (R10).
            EntityDraft draft = open(entity, Math.max(now, report.period().startMillis()));
            return draft.step(
                    report.period().isBefore(draft.period()) ? draft.countPast(report, months) : draft.count(report));
        }
        if (command instanceof Change change) {
            Outcome refused = refusalOf(change);
            return refused == null ? carryOut(change, entity, now) : untouched(entity, now, refused);
        }
        return open(entity, now).step(Outcome.APPLIED);
    }

    /**
     * How the entity would stand at that instant if something touched it: what a query is answered with.
     *
     * @param entity the entity as kept; null: nothing is kept of it
     */
    public Entity asOf(@Nullable Entity entity, long now) {
        return open(entity, now).step(Outcome.APPLIED).entity();
    }

    /** What is wrong with a change in itself, however the entity stands; null: nothing. */
    public static @Nullable Rejection fault(EntityChange change) {
        return EntityForm.fault(change);
    }

    /** How far a past month had come against the limit it closed with. */
    public Level levelOf(MonthTotal month) {
        return month.limit().levelOf(month.used(), policy.warningPercent());
    }

    /** Whether nothing is left of the entity that anybody could ask for. */
    public boolean isForgettable(Entity entity, boolean anyMonthKept, long now) {
        return entity.terms().version() == 0 && entity.isUnused() && !anyMonthKept && !entity.isBlockedAt(now);
    }

    private EntityStep carryOut(Change change, @Nullable Entity entity, long now) {
        EntityDraft draft = open(entity, now);
        return draft.step(draft.change(change.change()));
    }

    /* R11, and what needs no look at the entity; null: it may be carried out. */
    private static @Nullable Outcome refusalOf(Change command) {
        EntityChange change = command.change();
        JudgedChange known = command.known();
        if (known != null) {
            return known.isSameAs(change)
                    ? Outcome.DUPLICATE
                    : Outcome.rejected(
                            Reason.CHANGE_ID_CONFLICT,
                            "change_id '" + change.changeId()
                                    + "' was judged with another content; expected an id of its own");
        }
        Rejection fault = EntityForm.fault(change);
        return fault == null ? null : new Outcome(Outcome.Kind.REJECTED, fault);
    }

    /* R10, and R7 after a restart with another percentage. */
    private EntityDraft open(@Nullable Entity entity, long now) {
        EntityDraft draft = new EntityDraft(entity, policy, partitions, now);
        draft.rollTo(Period.at(now));
        draft.judge(Cause.SETTINGS, "warning.percent=" + policy.warningPercent(), null);
        return draft;
    }

    private static EntityStep untouched(@Nullable Entity entity, long now, Outcome refused) {
        Entity same = entity == null ? Entity.opened(Period.at(now)) : entity;
        return new EntityStep(same, refused, List.of());
    }
}
