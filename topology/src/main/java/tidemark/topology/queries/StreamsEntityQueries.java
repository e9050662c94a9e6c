package tidemark.topology.queries;

import java.time.Instant;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Entity;
import tidemark.ledger.EntityLedger;
import tidemark.ledger.EntityMonth;
import tidemark.ledger.Period;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.intake.Partitions;
import tidemark.topology.rows.Keys;

/** Answers about entities from the RocksDB stores of this process, by interactive queries. */
public final class StreamsEntityQueries implements EntityQueries {

    private final StoreOwners owners;
    private final EntityViews views;
    private final Partitions partitions;
    private final LongSupplier clock;

    /**
     * Answers from that client's stores.
     *
     * @param partitions where entities belong
     * @param self this node's advertised address; null: it has none and answers for itself alone
     * @param clock epoch millis
     */
    public StreamsEntityQueries(
            KafkaStreams streams,
            EntityLedger ledger,
            int monthsKept,
            Partitions partitions,
            @Nullable HostInfo self,
            LongSupplier clock) {
        this.owners = new StoreOwners(streams, self);
        this.views = new EntityViews(ledger, monthsKept);
        this.partitions = partitions;
        this.clock = clock;
    }

    @Override
    public QueryAnswer<EntityView> usage(String id, @Nullable Period period) {
        Bytes key = Keys.of(id);
        return owners.ask(StoreNames.ENTITIES, key, partitions, reader -> {
            Entity entity = reader.get(StoreNames.ENTITIES, key, Entity.class);
            Instant now = Instant.ofEpochMilli(clock.getAsLong());
            return views.view(
                    id,
                    entity,
                    month -> reader.get(StoreNames.ENTITY_MONTHS, Keys.month(key, month), EntityMonth.class),
                    period,
                    now);
        });
    }
}
