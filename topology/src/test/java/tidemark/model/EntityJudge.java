package tidemark.model;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Entity;
import tidemark.ledger.EntityCommand;
import tidemark.ledger.EntityLedger;
import tidemark.ledger.EntityMonth;
import tidemark.ledger.EntityStep;
import tidemark.ledger.Period;
import tidemark.ledger.Policy;

/** What is put to the test in the scope of entities: the ledger, or one that is wrong on purpose. */
@FunctionalInterface
interface EntityJudge {

    EntityStep decide(
            @Nullable Entity entity,
            EntityCommand command,
            Function<Period, @Nullable EntityMonth> months,
            long now,
            Policy policy);

    /** The ledger itself. */
    static EntityJudge ledger() {
        return (entity, command, months, now, policy) ->
                new EntityLedger(policy, Partition.COUNT).decide(entity, command, months, now);
    }
}
