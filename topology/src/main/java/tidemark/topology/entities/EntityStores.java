package tidemark.topology.entities;

import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Entity;
import tidemark.ledger.EntityMonth;
import tidemark.ledger.JudgedChange;
import tidemark.ledger.Period;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.intake.IntakeDesk;
import tidemark.topology.rows.EntityRows;
import tidemark.topology.rows.Keys;
import tidemark.topology.rows.RoleRows;

/**
 * The stores of one entity task, opened.
 *
 * @param entities one row for each entity
 * @param months past months
 * @param changes changes that counted
 * @param walks walks under way
 */
record EntityStores(
        KeyValueStore<Bytes, Entity> entities,
        KeyValueStore<Bytes, EntityMonth> months,
        KeyValueStore<Bytes, JudgedChange> changes,
        KeyValueStore<Bytes, byte[]> walks) {

    static EntityStores open(ProcessingContext context) {
        return new EntityStores(
                context.getStateStore(StoreNames.ENTITIES),
                context.getStateStore(StoreNames.ENTITY_MONTHS),
                context.getStateStore(StoreNames.JUDGED_ENTITY_CHANGES),
                context.getStateStore(StoreNames.ENTITY_WALKS));
    }

    /** To be connected to the processor. */
    static List<StoreBuilder<?>> builders() {
        return List.of(
                store(StoreNames.ENTITIES, EntityRows.entities()),
                store(StoreNames.ENTITY_MONTHS, EntityRows.months()),
                store(StoreNames.JUDGED_ENTITY_CHANGES, RoleRows.judgedChanges()),
                store(StoreNames.ENTITY_WALKS, Serdes.ByteArray()),
                IntakeDesk.parkingStore(StoreNames.PARKED_ENTITY_RECORDS));
    }

    /** The past months of an entity. */
    Function<Period, @Nullable EntityMonth> monthsOf(Bytes entity) {
        return period -> months.get(Keys.month(entity, period));
    }

    private static <V> StoreBuilder<KeyValueStore<Bytes, V>> store(String name, Serde<V> rows) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), rows)
                .withCachingDisabled();
    }
}
