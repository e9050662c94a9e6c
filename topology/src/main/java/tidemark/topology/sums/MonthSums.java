package tidemark.topology.sums;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.KnownEntity;
import tidemark.ledger.Period;

/** The sums of one month, by entity: right once every account is in them. */
final class MonthSums {

    private final Period period;
    private final Function<String, KnownEntity> entities;
    private final Map<String, Sum> sums = new HashMap<>();
    private boolean complete;

    /**
     * The sums of a month, none yet.
     *
     * @param entities what is known of an entity
     * @param complete whether no account has anything to add yet
     */
    MonthSums(Period period, Function<String, KnownEntity> entities, boolean complete) {
        this.period = period;
        this.entities = entities;
        this.complete = complete;
    }

    Period period() {
        return period;
    }

    boolean complete() {
        return complete;
    }

    void completed() {
        complete = true;
    }

    /** Begins anew. */
    void clear() {
        sums.clear();
    }

    /** The sum of an entity, made when there is none. */
    Sum of(String entity) {
        Sum sum = sums.get(entity);
        if (sum == null) {
            sum = new Sum(entity, period, entities.apply(entity));
            sums.put(entity, sum);
        }
        return sum;
    }

    /** The sum of an entity; null: nothing was added to it. */
    @Nullable
    Sum find(String entity) {
        return sums.get(entity);
    }

    Collection<Sum> all() {
        return sums.values();
    }

    boolean anyUnreported() {
        return sums.values().stream().anyMatch(Sum::unreported);
    }
}
