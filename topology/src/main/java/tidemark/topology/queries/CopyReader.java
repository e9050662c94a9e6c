package tidemark.topology.queries;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Reads rows of one copy of one partition's stores. */
interface CopyReader {

    /**
     * The row under that key; null: none.
     *
     * @throws StoreAway when the copy is not here
     */
    <V> @Nullable V get(String store, Bytes key, Class<V> type);

    /**
     * Rows in the order of their keys, from one key to another, both included; to be closed. They stay as they were at this moment.
     *
     * @throws StoreAway when the copy is not here
     */
    KeyValueIterator<Bytes, Object> range(String store, Bytes from, Bytes to);
}
