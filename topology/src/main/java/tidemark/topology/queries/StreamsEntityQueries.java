package tidemark.topology.queries;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Entity;
import tidemark.ledger.EntityMonth;
import tidemark.ledger.Period;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.rows.Keys;

/** Answers about entities from the RocksDB stores of this process, by interactive queries. */
final class StreamsEntityQueries implements EntityQueries {

    private final StoreOwners owners;
    private final EntityViews views;
    private final LongSupplier clock;
    private final boolean here;

    /**
     * Answers from these stores.
     *
     * @param clock epoch millis
     * @param here whether any copy on this node has to do
     */
    StreamsEntityQueries(StoreOwners owners, EntityViews views, LongSupplier clock, boolean here) {
        this.owners = owners;
        this.views = views;
        this.clock = clock;
        this.here = here;
    }

    @Override
    public QueryAnswer<EntityView> usage(String id, @Nullable Period period) {
        return ask(id, (entity, months) -> views.view(id, entity, months, period, now()));
    }

    @Override
    public QueryAnswer<List<EntityView>> everyMonth(String id) {
        return ask(id, (entity, months) -> views.everyMonth(id, entity, months, now()));
    }

    @Override
    public EntityQueries here() {
        return new StreamsEntityQueries(owners, views, clock, true);
    }

    private <V> QueryAnswer<V> ask(String id, Shown<V> shown) {
        Bytes key = Keys.of(id);
        Function<CopyReader, V> read = reader -> shown.of(
                reader.get(StoreNames.ENTITIES, key, Entity.class),
                month -> reader.get(StoreNames.ENTITY_MONTHS, Keys.month(key, month), EntityMonth.class));
        return here ? owners.here(key, read) : owners.ask(key, read);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.getAsLong());
    }

    @FunctionalInterface
    private interface Shown<V> {

        V of(@Nullable Entity entity, Function<Period, @Nullable EntityMonth> months);
    }
}
