package tidemark.topology.entities;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Entity;
import tidemark.ledger.EntityCommand;
import tidemark.ledger.EntityLedger;
import tidemark.ledger.EntityMonth;
import tidemark.ledger.Period;
import tidemark.topology.rows.Keys;
import tidemark.topology.walks.TaskClock;
import tidemark.topology.walks.Walk;

/**
 * Lets go of months that are no longer kept, and of entities of which nothing is left.
 *
 * @param monthsKept how many past months stay
 */
record EntityRetention(EntityStores stores, EntityDesk desk, EntityLedger ledger, TaskClock clock, int monthsKept)
        implements Walk<Entity> {

    @Override
    public KeyValueIterator<Bytes, Entity> from(@Nullable Bytes after) {
        return after == null ? stores.entities().all() : stores.entities().range(Keys.after(after), null);
    }

    @Override
    public void visit(Bytes key, Entity stored) {
        Period oldestKept = Period.at(clock.now()).plus(-monthsKept);
        Entity entity = stored.period().isBefore(oldestKept) ? rolled(key) : stored;
        boolean anyKept = dropMonthsBefore(oldestKept, key);
        if (ledger.isForgettable(entity, anyKept, clock.now())) {
            stores.entities().delete(key);
        }
    }

    private Entity rolled(Bytes key) {
        EntityDesk.Decision decision = desk.decide(Keys.text(key), new EntityCommand.Touch());
        desk.carryOut(decision);
        return decision.step().entity();
    }

    /** Whether any month is left. */
    private boolean dropMonthsBefore(Period oldestKept, Bytes key) {
        List<Bytes> expired = new ArrayList<>();
        boolean anyKept = false;
        try (KeyValueIterator<Bytes, EntityMonth> months = stores.months().range(Keys.first(key), Keys.beyond(key))) {
            while (months.hasNext()) {
                Bytes month = months.peekNextKey();
                boolean kept = !months.next().value.total().period().isBefore(oldestKept);
                anyKept |= kept;
                if (!kept) {
                    expired.add(month);
                }
            }
        }
        expired.forEach(stores.months()::delete);
        return anyKept;
    }
}
