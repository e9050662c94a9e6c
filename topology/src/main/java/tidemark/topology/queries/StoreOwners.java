package tidemark.topology.queries;

import java.util.function.Function;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import tidemark.topology.intake.Partitions;

/** Finds out which node has the active copy of a row, and reads there if it is this one. */
final class StoreOwners {

    private static final HostInfo NOBODY = new HostInfo("", 0);

    private final KafkaStreams streams;
    private final HostInfo self;

    /**
     * Reads from that client's stores.
     *
     * @param self this node's advertised address; null: it has none and answers for itself alone
     */
    StoreOwners(KafkaStreams streams, @Nullable HostInfo self) {
        this.streams = streams;
        this.self = self == null ? NOBODY : self;
    }

    /**
     * Answers a question about one row.
     *
     * @param store the store whose owner can tell
     * @param key the row
     * @param partitions where rows of that store belong
     * @param read makes the answer from the stores of the row's partition
     */
    <V> QueryAnswer<V> ask(String store, Bytes key, Partitions partitions, Function<PartitionReader, V> read) {
        try {
            HostInfo owner = ownerOf(store, key);
            if (owner.equals(KeyQueryMetadata.NOT_AVAILABLE.activeHost())) {
                return new QueryAnswer.NotReady<>("The nodes are just dividing the work among themselves.");
            }
            return owner.equals(self)
                    ? new QueryAnswer.Here<>(read.apply(new PartitionReader(streams, partitions.of(key.get()))))
                    : new QueryAnswer.Elsewhere<>(owner.host(), owner.port());
        } catch (PartitionReader.StoreAway | InvalidStateStoreException e) {
            return new QueryAnswer.NotReady<>("The state that was asked for is being restored or moved.");
        } catch (IllegalStateException e) {
            return new QueryAnswer.NotReady<>("The node is starting or stopping.");
        }
    }

    /* Nodes without an advertised address do not know of each other. */
    private HostInfo ownerOf(String store, Bytes key) {
        return self.equals(NOBODY)
                ? NOBODY
                : streams.queryMetadataForKey(store, key, new BytesSerializer()).activeHost();
    }
}
