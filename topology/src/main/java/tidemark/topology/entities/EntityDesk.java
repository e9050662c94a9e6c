package tidemark.topology.entities;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.ledger.Effect;
import tidemark.ledger.Effect.Crossed;
import tidemark.ledger.Effect.Decided;
import tidemark.ledger.Effect.EntityMonthKept;
import tidemark.ledger.Effect.LeewayChanged;
import tidemark.ledger.Effect.LevelChanged;
import tidemark.ledger.Entity;
import tidemark.ledger.EntityCommand;
import tidemark.ledger.EntityLedger;
import tidemark.ledger.EntityMonth;
import tidemark.ledger.EntityStep;
import tidemark.ledger.Outcome;
import tidemark.ledger.Slots;
import tidemark.topology.announce.Announcer;
import tidemark.topology.intake.Tally;
import tidemark.topology.rows.Keys;
import tidemark.topology.walks.TaskClock;
import tidemark.topology.wire.Subject;

/** Where every command meets its entity: read the row, let the ledger decide, write what differs, say what is to say. */
final class EntityDesk {

    private static final Logger LOG = LoggerFactory.getLogger(EntityDesk.class);

    private final EntityLedger ledger;
    private final EntityStores stores;
    private final TaskClock clock;
    private final Announcer announcer;
    private final LeewayTeller leeways;
    private final Tally tally;

    EntityDesk(
            EntityLedger ledger,
            EntityStores stores,
            TaskClock clock,
            Announcer announcer,
            LeewayTeller leeways,
            Tally tally) {
        this.ledger = ledger;
        this.stores = stores;
        this.clock = clock;
        this.announcer = announcer;
        this.leeways = leeways;
        this.tally = tally;
    }

    /** Lets the ledger decide one command; nothing is written yet. */
    Decision decide(String id, EntityCommand command) {
        Bytes key = Keys.of(id);
        Entity before = stores.entities().get(key);
        return new Decision(id, key, before, ledger.decide(before, command, stores.monthsOf(key), clock.now()));
    }

    /** Carries out what was decided. */
    @SuppressWarnings("ReferenceEquality") // the ledger hands back the same instance when nothing differs
    void carryOut(Decision decision) {
        Entity before = decision.before();
        Entity after = decision.step().entity();
        boolean refusedUnseen = before == null && decision.step().outcome().kind() == Outcome.Kind.REJECTED;
        if (after != before && !refusedUnseen) {
            stores.entities().put(decision.key(), after);
            watch(decision.id(), before == null ? Slots.NONE : before.slots(), after.slots());
        }
        for (Effect effect : decision.step().effects()) {
            carryOut(decision, effect);
        }
    }

    private void carryOut(Decision decision, Effect effect) {
        if (effect instanceof EntityMonthKept kept) {
            EntityMonth month = kept.month();
            stores.months().put(Keys.month(decision.key(), month.total().period()), month);
            watch(decision.id(), Slots.NONE, month.slots());
        } else if (effect instanceof Crossed crossed) {
            announcer.crossed(Subject.ofEntity(decision.id()), decision.key().get(), crossed);
        } else if (effect instanceof Decided decided) {
            announcer.decided(Subject.ofEntity(decision.id()), decision.key().get(), decided);
        } else if (effect instanceof LevelChanged changed) {
            announcer.levelChanged(
                    Subject.ofEntity(decision.id()), decision.key().get(), changed);
        } else if (effect instanceof LeewayChanged changed) {
            leeways.tell(decision.id(), decision.key().get(), changed.leeway());
        } else {
            throw new IllegalStateException("an effect that nobody carries out: " + effect);
        }
    }

    /* Beyond the range the figures are too small, though the decision is right: somebody has to know. */
    private void watch(String id, Slots before, Slots after) {
        if (after.isSaturated()) {
            tally.saturated();
            if (!before.isSaturated()) {
                LOG.warn("The total of entity {} is beyond what can be told; it is held at the end of the range.", id);
            }
        }
    }

    /**
     * A command that was decided.
     *
     * @param id the entity
     * @param key its key in the stores
     * @param before the entity as it was; null: nothing was kept of it
     * @param step what was decided
     */
    record Decision(String id, Bytes key, @Nullable Entity before, EntityStep step) {}
}
