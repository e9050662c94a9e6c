package tidemark.topology.walks;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * A way through many rows, in slices, that can be resumed after the last key visited.
 *
 * @param <V> the kind of row
 */
public interface Walk<V> {

    /**
     * Opens the keys that are left.
     *
     * @param after the last key visited; null: from the start
     */
    KeyValueIterator<Bytes, V> from(@Nullable Bytes after);

    /**
     * Does what is to be done with one row.
     *
     * @param row as it was when the slice began
     */
    void visit(Bytes key, V row);

    /** The last key was visited, or there was none. */
    default void done() {}
}
