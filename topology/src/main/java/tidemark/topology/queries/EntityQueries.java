package tidemark.topology.queries;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Period;

/** Questions about single entities. Thread-safe, never blocks for long, never throws for an unknown entity. */
public interface EntityQueries {

    /**
     * Usage of one entity.
     *
     * @param entity id of the tenant
     * @param period the month; null: the current one. A future month, or one no longer kept, has zeros
     */
    QueryAnswer<EntityView> usage(String entity, @Nullable Period period);

    /** Usage of one entity in the current month and in every past one of which something is kept, newest first. */
    QueryAnswer<List<EntityView>> everyMonth(String entity);

    /** The same questions, answered from any copy on this node or not at all: never with "elsewhere". */
    EntityQueries here();
}
