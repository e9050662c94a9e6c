package tidemark.topology.queries;

import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** The copies of one task's stores on this node: those that are worked on, and those that follow them. */
final class LocalCopies {

    /**
     * How far a copy may be behind and still answer: as far as Kafka Streams lets one be that it hands the work to
     * ({@code acceptable.recovery.lag}).
     */
    static final long MOST_BEHIND = 10_000;

    private final KafkaStreams streams;
    private final CopyLags lags;
    private final List<String> stores;

    /**
     * Copies of these stores.
     *
     * @param stores all that questions read; they come and go together
     */
    LocalCopies(KafkaStreams streams, CopyLags lags, List<String> stores) {
        this.streams = streams;
        this.lags = lags;
        this.stores = List.copyOf(stores);
    }

    /** Reads from whatever copy is here, unless it is too far behind; throws {@link StoreAway} otherwise. */
    <V> QueryAnswer.Here<V> any(int partition, Function<CopyReader, V> read) {
        try {
            return new QueryAnswer.Here<>(guarded(new PartitionReader(streams, partition, false), read));
        } catch (StoreAway e) {
            long lag = lag(partition);
            return new QueryAnswer.Here<>(guarded(new PartitionReader(streams, partition, true), read), lag);
        }
    }

    /**
     * The copy of a partition; null: none here will do.
     *
     * @param any whether one will do that only follows
     */
    @Nullable
    Copy find(int partition, boolean any) {
        PartitionReader active = new PartitionReader(streams, partition, false);
        if (active.isHere(stores.get(0))) {
            return new Copy(active, null);
        }
        PartitionReader follower = new PartitionReader(streams, partition, true);
        if (!any || !follower.isHere(stores.get(0))) {
            return null;
        }
        try {
            return new Copy(follower, lag(partition));
        } catch (StoreAway e) {
            return null;
        }
    }

    private long lag(int partition) {
        long lag = lags.of(stores, partition);
        if (lag > MOST_BEHIND) {
            throw new StoreAway("The copy of partition " + partition + " is " + lag + " records behind.");
        }
        return lag;
    }

    /**
     * A copy.
     *
     * @param reader reads there
     * @param lagRecords null: it is the one that is worked on. Else how far it is behind
     */
    record Copy(CopyReader reader, @Nullable Long lagRecords) {}

    private static <V> V guarded(CopyReader reader, Function<CopyReader, V> read) {
        try {
            return read.apply(reader);
        } catch (InvalidStateStoreException e) {
            throw new StoreAway(e);
        }
    }
}
