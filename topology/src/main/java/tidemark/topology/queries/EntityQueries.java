package tidemark.topology.queries;

import org.jspecify.annotations.Nullable;
import tidemark.ledger.Period;

/** Questions about entities. Thread-safe, never blocks for long, never throws for an unknown entity. */
public interface EntityQueries {

    /**
     * Usage of one entity.
     *
     * @param entity id of the tenant
     * @param period the month; null: the current one. A future month, or one no longer kept, has zeros
     */
    QueryAnswer<EntityView> usage(String entity, @Nullable Period period);
}
