package tidemark.model;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Effect;
import tidemark.ledger.Entity;
import tidemark.ledger.EntityMonth;
import tidemark.ledger.EntityStep;
import tidemark.ledger.Leeway;
import tidemark.ledger.Level;
import tidemark.ledger.Period;
import tidemark.ledger.Policy;
import tidemark.ledger.Rejection;

/** Compares the entities of both sides (R13), and their totals with the accounts once everything is reported. */
final class EntityReferee {

    private EntityReferee() {}

    static @Nullable String faultAfter(Act act, NaiveWorld model, StoredWorld stored) {
        NaiveEntity.Told expected = model.playEntity(act);
        EntityStep actual = stored.playEntity(act);
        if (expected == null || actual == null) {
            return Referee.unequal("whether an entity was told", expected == null, actual == null);
        }
        Rejection rejection = actual.outcome().rejection();
        String fault = Referee.unequal(
                "outcome",
                expected.kind() + " " + expected.reason(),
                actual.outcome().kind() + " " + (rejection == null ? null : rejection.reason()));
        fault = fault == null ? Referee.unequal("effects", expected.effects(), said(actual)) : fault;
        String id = entityOf(act);
        Entity row = stored.entity(id).row();
        fault = fault == null ? Referee.unequal("entity", model.entity(id).row(), withoutLeeway(row)) : fault;
        fault = fault == null && actual.counts() ? faultOfLeeway(row, stored.policy()) : fault;
        return fault == null
                ? Referee.unequal(
                        "past months of the entity",
                        model.entity(id).pastMonths(),
                        stored.entity(id).pastMonths())
                : fault;
    }

    /* Whoever reads the log is told nothing of it. */
    private static List<Effect> said(EntityStep step) {
        return step.effects().stream()
                .filter(effect -> !(effect instanceof Effect.LeewayChanged))
                .toList();
    }

    private static @Nullable Entity withoutLeeway(@Nullable Entity e) {
        return e == null
                ? null
                : new Entity(
                        e.period(),
                        e.used(),
                        e.usedWhileBlocked(),
                        e.events(),
                        e.level(),
                        e.answer(),
                        e.sequence(),
                        e.terms(),
                        e.slots(),
                        null);
    }

    /** What all partitions together may hold back must not be enough to change what was said. */
    private static @Nullable String faultOfLeeway(@Nullable Entity row, Policy policy) {
        Leeway leeway = row == null ? null : row.leeway();
        if (row == null || row.limit().isNone() || leeway == null) {
            boolean told = leeway != null;
            boolean due = row != null && !row.limit().isNone();
            return Referee.unequal("whether there is a leeway", due, told);
        }
        long held = leeway.micros() * Partition.COUNT;
        Level reached = row.limit().levelOf(row.used() + held, policy.warningPercent());
        String fault = Referee.unequal("month of the leeway", row.period(), leeway.period());
        return fault == null ? Referee.unequal("level with all that is held back", row.level(), reached) : fault;
    }

    /** Everything is reported once more: then each total is the sum of the accounts. */
    static @Nullable String faultWhenQuiet(List<Act> history, NaiveWorld model, StoredWorld stored) {
        long last = history.stream().mapToLong(Act::now).max().orElse(0);
        for (String entity : entitiesOf(history)) {
            Map<Period, Long> expected = new HashMap<>();
            for (int partition = 0; partition < Partition.COUNT; partition++) {
                for (YearMonth month : model.months(entity, partition)) {
                    Period period = Period.parse(month.toString());
                    String fault = faultAfter(new Act.Reported(entity, partition, period, last), model, stored);
                    if (fault != null) {
                        return "reporting everything: " + fault;
                    }
                    long sum = model.sum(entity, partition, month).micros().longValueExact();
                    expected.merge(period, sum, Math::addExact);
                }
            }
            expected.replaceAll((period, sum) -> Math.max(-NaiveRules.MOST, Math.min(NaiveRules.MOST, sum)));
            String fault = Referee.unequal("totals of " + entity, expected, totals(stored.entity(entity), expected));
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static Map<Period, Long> totals(StoredEntity entity, Map<Period, Long> asked) {
        Map<Period, Long> totals = new HashMap<>();
        for (EntityMonth month : entity.pastMonths()) {
            totals.put(month.total().period(), month.total().used());
        }
        Entity row = entity.row();
        if (row != null && asked.containsKey(row.period())) {
            totals.put(row.period(), row.used());
        }
        return totals;
    }

    private static Set<String> entitiesOf(List<Act> history) {
        Set<String> entities = new TreeSet<>();
        for (Act act : history) {
            if (act instanceof Act.Told told) {
                entities.add(told.entity());
            }
        }
        return entities;
    }

    private static String entityOf(Act act) {
        if (act instanceof Act.Reported reported) {
            return reported.entity();
        }
        return act instanceof Act.EntityChanged changed ? changed.entity() : ((Act.EntityTouched) act).entity();
    }
}
