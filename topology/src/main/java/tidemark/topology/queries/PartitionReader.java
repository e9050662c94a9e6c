package tidemark.topology.queries;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Point reads from the active copy of one partition's stores.
 *
 * <p>By way of {@link KafkaStreams#store}, not {@link KafkaStreams#query}: in Kafka Streams 4.3.1 a query locks the store's position
 * and then the store, and a write locks them the other way round, so that both may wait for each other for good (KAFKA-19629).
 */
final class PartitionReader {

    private final KafkaStreams streams;
    private final int partition;

    PartitionReader(KafkaStreams streams, int partition) {
        this.streams = streams;
        this.partition = partition;
    }

    /**
     * The row under that key; null: none.
     *
     * @throws StoreAway when the partition is not active here
     */
    <V> @Nullable V get(String store, Bytes key, Class<V> type) {
        try {
            ReadOnlyKeyValueStore<Bytes, Object> rows = streams.store(
                    StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<Bytes, Object>keyValueStore())
                            .withPartition(partition));
            return type.cast(rows.get(key));
        } catch (InvalidStateStoreException e) {
            throw new StoreAway(String.valueOf(e.getMessage()));
        }
    }

    /** The partition is not active here: it is restoring, or on its way to another node. */
    static final class StoreAway extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StoreAway(String why) {
            super(why);
        }
    }
}
