package tidemark.topology.queries;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import tidemark.topology.intake.Partitions;

/** Finds out which nodes have copies of a row, and reads there if this is one of them. */
final class StoreOwners {

    private final KafkaStreams streams;
    private final LocalCopies copies;
    private final String store;
    private final Partitions partitions;
    private final @Nullable HostInfo self;

    /**
     * Asks for rows of one store.
     *
     * @param store the store whose owners can tell
     * @param partitions where its rows belong
     * @param self this node's advertised address; null: it has none and answers for itself alone
     */
    StoreOwners(
            KafkaStreams streams, LocalCopies copies, String store, Partitions partitions, @Nullable HostInfo self) {
        this.streams = streams;
        this.copies = copies;
        this.store = store;
        this.partitions = partitions;
        this.self = self;
    }

    /**
     * Answers a question about one row, or names the nodes that can.
     *
     * @param read makes the answer from the stores of the row's partition
     */
    <V> QueryAnswer<V> ask(Bytes key, Function<CopyReader, V> read) {
        HostInfo me = self;
        /* Nodes without an advertised address do not know of each other. */
        return me == null ? here(key, read) : guarded(() -> askOwners(me, key, read));
    }

    /** Answers a question about one row from any copy here. */
    <V> QueryAnswer<V> here(Bytes key, Function<CopyReader, V> read) {
        return guarded(() -> copies.any(partitions.of(key.get()), read));
    }

    private <V> QueryAnswer<V> askOwners(HostInfo me, Bytes key, Function<CopyReader, V> read) {
        KeyQueryMetadata owners = streams.queryMetadataForKey(store, key, new BytesSerializer());
        if (owners.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            return dividing(here(key, read));
        }
        List<NodeAddress> others = new ArrayList<>();
        if (!owners.activeHost().equals(me)) {
            others.add(address(owners.activeHost()));
        }
        owners.standbyHosts().stream().filter(host -> !host.equals(me)).forEach(host -> others.add(address(host)));
        if (!owners.activeHost().equals(me)) {
            return new QueryAnswer.Elsewhere<>(others);
        }
        QueryAnswer<V> mine = here(key, read);
        return mine instanceof QueryAnswer.NotReady<V> && !others.isEmpty()
                ? new QueryAnswer.Elsewhere<>(others)
                : mine;
    }

    private static <V> QueryAnswer<V> dividing(QueryAnswer<V> mine) {
        return mine instanceof QueryAnswer.NotReady<V>
                ? new QueryAnswer.NotReady<>("The nodes are just dividing the work among themselves.")
                : mine;
    }

    private static NodeAddress address(HostInfo host) {
        return new NodeAddress(host.host(), host.port());
    }

    private static <V> QueryAnswer<V> guarded(Supplier<QueryAnswer<V>> question) {
        try {
            return question.get();
        } catch (StoreAway | InvalidStateStoreException e) {
            return new QueryAnswer.NotReady<>("The state that was asked for is being restored or moved.");
        } catch (IllegalStateException e) {
            return new QueryAnswer.NotReady<>("The node is starting or stopping.");
        }
    }
}
