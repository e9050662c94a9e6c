package tidemark.topology.queries;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Entity;
import tidemark.ledger.EntityLedger;
import tidemark.ledger.EntityMonth;
import tidemark.ledger.EntityTerms;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Period;

/** How an entity looks to whoever asks: as it would stand if something touched it now. */
final class EntityViews {

    private final EntityLedger ledger;
    private final int monthsKept;

    EntityViews(EntityLedger ledger, int monthsKept) {
        this.ledger = ledger;
        this.monthsKept = monthsKept;
    }

    EntityView view(
            String id,
            @Nullable Entity stored,
            Function<Period, @Nullable EntityMonth> months,
            @Nullable Period asked,
            Instant now) {
        Entity entity = ledger.asOf(stored, now.toEpochMilli());
        if (asked == null || asked.equals(entity.period())) {
            return current(id, entity, now);
        }
        EntityMonth month = past(stored, entity, months, asked);
        return month == null ? empty(id, entity.terms(), asked, now) : closed(id, entity.terms(), month.total(), now);
    }

    /** The current month and every past one of which something is kept, newest first. */
    List<EntityView> everyMonth(
            String id, @Nullable Entity stored, Function<Period, @Nullable EntityMonth> months, Instant now) {
        Entity entity = ledger.asOf(stored, now.toEpochMilli());
        List<EntityView> all = new ArrayList<>();
        all.add(current(id, entity, now));
        for (int back = 1; back <= Math.min(monthsKept, entity.period().index()); back++) {
            EntityMonth month = past(stored, entity, months, entity.period().plus(-back));
            if (month != null && !month.total().isUnused()) {
                all.add(closed(id, entity.terms(), month.total(), now));
            }
        }
        return all;
    }

    private @Nullable EntityMonth past(
            @Nullable Entity stored, Entity entity, Function<Period, @Nullable EntityMonth> months, Period asked) {
        if (!asked.isBefore(entity.period()) || asked.index() < entity.period().index() - monthsKept) {
            return null;
        }
        // A row that nothing has touched since its month ended still holds that month.
        return stored != null && asked.equals(stored.period()) ? stored.closed() : months.apply(asked);
    }

    private static EntityView current(String id, Entity entity, Instant now) {
        return new EntityView(
                id,
                entity.terms(),
                entity.period(),
                entity.used(),
                entity.limit(),
                entity.usedWhileBlocked(),
                entity.events(),
                entity.level(),
                entity.answer().isBlock(),
                ResetTime.of(entity.period(), entity.limit()),
                now);
    }

    private EntityView closed(String id, EntityTerms terms, MonthTotal month, Instant now) {
        return new EntityView(
                id,
                terms,
                month.period(),
                month.used(),
                month.limit(),
                month.usedWhileBlocked(),
                month.events(),
                ledger.levelOf(month),
                month.limit().answerFor(month.used()).isBlock(),
                ResetTime.of(month.period(), month.limit()),
                now);
    }

    private static EntityView empty(String id, EntityTerms terms, Period period, Instant now) {
        Limit none = Limit.NONE;
        return new EntityView(id, terms, period, 0, none, 0, 0, Level.NONE, false, ResetTime.of(period, none), now);
    }
}
