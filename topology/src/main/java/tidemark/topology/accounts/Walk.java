package tidemark.topology.accounts;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** A way through many accounts, in slices, that can be resumed after the last key visited. */
interface Walk {

    /**
     * Opens the keys that are left.
     *
     * @param after the last key visited; null: from the start
     */
    KeyValueIterator<Bytes, ?> from(@Nullable Bytes after);

    /** Does what is to be done with one key. */
    void visit(Bytes key);
}
