package tidemark.topology.queries;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads from one copy of one partition's stores.
 *
 * <p>By way of {@link KafkaStreams#store}, not {@link KafkaStreams#query}: in Kafka Streams 4.3.1 a query locks the store's position
 * and then the store, and a write locks them the other way round, so that both may wait for each other for good (KAFKA-19629).
 */
final class PartitionReader implements CopyReader {

    /* No key is so short. */
    private static final Bytes NOBODY = Bytes.wrap(new byte[1]);

    private final KafkaStreams streams;
    private final int partition;
    private final boolean anyCopy;

    /**
     * Reads there.
     *
     * @param anyCopy whether one that only follows, or is just restored, will do
     */
    PartitionReader(KafkaStreams streams, int partition, boolean anyCopy) {
        this.streams = streams;
        this.partition = partition;
        this.anyCopy = anyCopy;
    }

    /** Whether there is such a copy. Kafka Streams looks for one not before something is read. */
    boolean isHere(String store) {
        try {
            rows(store).get(NOBODY);
            return true;
        } catch (InvalidStateStoreException e) {
            return false;
        }
    }

    @Override
    public <V> @Nullable V get(String store, Bytes key, Class<V> type) {
        try {
            return type.cast(rows(store).get(key));
        } catch (InvalidStateStoreException e) {
            throw new StoreAway(e);
        }
    }

    @Override
    public KeyValueIterator<Bytes, Object> range(String store, Bytes from, Bytes to) {
        try {
            return rows(store).range(from, to);
        } catch (InvalidStateStoreException e) {
            throw new StoreAway(e);
        }
    }

    private ReadOnlyKeyValueStore<Bytes, Object> rows(String store) {
        StoreQueryParameters<ReadOnlyKeyValueStore<Bytes, Object>> question = StoreQueryParameters.fromNameAndType(
                        store, QueryableStoreTypes.<Bytes, Object>keyValueStore())
                .withPartition(partition);
        return streams.store(anyCopy ? question.enableStaleStores() : question);
    }
}
