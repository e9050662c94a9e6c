package tidemark.topology;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import tidemark.topology.accounts.CommitSignal;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.rows.EntityRows;
import tidemark.topology.rows.Rows;

/**
 * The stores of the graph. All are RocksDB, logged, and without record cache: {@code AccountRows}
 * keeps accounts on the heap, and all else is written seldom.
 */
final class AccountStoreBuilders {

    private static final Map<String, String> LOGGED = Map.of();

    private AccountStoreBuilders() {}

    static List<StoreBuilder<?>> all() {
        return List.of(
                keyValue(StoreNames.ACCOUNTS, Serdes.ByteArray()),
                keyValue(StoreNames.MONTHS, Rows.months()),
                keyValue(StoreNames.REMEMBERED_EVENTS, Rows.eventPages()),
                keyValue(StoreNames.KNOWN_ROLES, Rows.roleTerms()),
                keyValue(StoreNames.KNOWN_ENTITIES, EntityRows.known()),
                keyValue(StoreNames.ROLE_MEMBERS, Serdes.ByteArray()),
                keyValue(StoreNames.BLOCKED_ACCOUNTS, Serdes.ByteArray()),
                keyValue(StoreNames.WALKS, Serdes.ByteArray()),
                CommitSignal.builder(StoreNames.COMMIT_SIGNAL));
    }

    static <V> StoreBuilder<KeyValueStore<Bytes, V>> keyValue(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), values)
                .withCachingDisabled()
                .withLoggingEnabled(LOGGED);
    }
}
