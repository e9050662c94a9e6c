package tidemark.topology.queries;

import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.query.StateQueryResult;
import org.jspecify.annotations.Nullable;

/** Point reads from the active copy of one partition's stores. */
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
        KeyQuery<Bytes, Object> query = KeyQuery.withKey(key);
        StateQueryResult<Object> answer = streams.query(StateQueryRequest.inStore(store)
                .withQuery(query)
                .withPartitions(Set.of(partition))
                .requireActive());
        QueryResult<Object> result = answer.getPartitionResults().get(partition);
        if (result == null) {
            throw new StoreAway("partition " + partition + " is not on this node");
        }
        if (result.isFailure()) {
            throw new StoreAway(result.getFailureMessage());
        }
        return type.cast(result.getResult());
    }

    /** The partition is not active here: it is restoring, or on its way to another node. */
    static final class StoreAway extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StoreAway(String why) {
            super(why);
        }
    }
}
