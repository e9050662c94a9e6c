package tidemark.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Effect;
import tidemark.ledger.Entity;
import tidemark.ledger.EntityChange;
import tidemark.ledger.EntityCommand;
import tidemark.ledger.EntityMonth;
import tidemark.ledger.EntityStep;
import tidemark.ledger.JudgedChange;
import tidemark.ledger.Outcome;
import tidemark.ledger.Period;
import tidemark.ledger.Policy;

/** One entity on the real side: its row, its past months and the changes that were judged. */
final class StoredEntity {

    private final EntityJudge judge;
    private final Map<Period, EntityMonth> months = new TreeMap<>();
    private final Map<String, JudgedChange> changes = new HashMap<>();
    private @Nullable Entity row;

    StoredEntity(EntityJudge judge) {
        this.judge = judge;
    }

    EntityStep change(EntityChange change, long now, Policy policy) {
        JudgedChange known = changes.get(change.changeId());
        EntityStep step = tell(new EntityCommand.Change(change, known), now, policy);
        if (step.counts()) {
            changes.put(
                    change.changeId(),
                    JudgedChange.of(change, step.entity().terms().version()));
        }
        return step;
    }

    EntityStep tell(EntityCommand command, long now, Policy policy) {
        EntityStep step = judge.decide(row, command, months::get, now, policy);
        Outcome.Kind kind = step.outcome().kind();
        if (row != null || kind != Outcome.Kind.REJECTED) {
            row = step.entity();
        }
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.EntityMonthKept kept) {
                months.put(kept.month().total().period(), kept.month());
            }
        }
        return step;
    }

    @Nullable
    Entity row() {
        return row;
    }

    List<EntityMonth> pastMonths() {
        return List.copyOf(months.values());
    }
}
