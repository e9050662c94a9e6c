package tidemark.topology.queries;

import java.time.Instant;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.AccountId;
import tidemark.ledger.Ledger;
import tidemark.ledger.Period;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.intake.Partitions;
import tidemark.topology.rows.Keys;

/** Answers about accounts from the RocksDB stores of this process, by interactive queries. */
public final class StreamsAccountQueries implements AccountQueries {

    private static final HostInfo NOBODY = new HostInfo("", 0);

    private final KafkaStreams streams;
    private final UsageViews views;
    private final Partitions partitions;
    private final HostInfo self;
    private final LongSupplier clock;

    /**
     * Answers from that client's stores.
     *
     * @param partitions where accounts belong
     * @param self this node's advertised address; null: it has none and answers for itself alone
     * @param clock epoch millis
     */
    public StreamsAccountQueries(
            KafkaStreams streams,
            Ledger ledger,
            int monthsKept,
            Partitions partitions,
            @Nullable HostInfo self,
            LongSupplier clock) {
        this.streams = streams;
        this.views = new UsageViews(ledger, monthsKept);
        this.partitions = partitions;
        this.self = self == null ? NOBODY : self;
        this.clock = clock;
    }

    @Override
    public UsageAnswer usage(AccountId id, @Nullable Period period) {
        try {
            Bytes key = Keys.of(id.toString());
            HostInfo owner = ownerOf(key);
            if (owner.equals(KeyQueryMetadata.NOT_AVAILABLE.activeHost())) {
                return new UsageAnswer.NotReady("the nodes are just dividing the work among themselves");
            }
            return owner.equals(self)
                    ? here(id, key, partitions.of(key.get()), period)
                    : new UsageAnswer.Elsewhere(owner.host(), owner.port());
        } catch (PartitionReader.StoreAway | InvalidStateStoreException e) {
            return new UsageAnswer.NotReady("the account's state is being restored or moved");
        } catch (IllegalStateException e) {
            return new UsageAnswer.NotReady("the node is starting or stopping");
        }
    }

    /* Nodes without an advertised address do not know of each other. */
    private HostInfo ownerOf(Bytes key) {
        return self.equals(NOBODY)
                ? NOBODY
                : streams.queryMetadataForKey(StoreNames.ACCOUNTS, key, new BytesSerializer())
                        .activeHost();
    }

    private UsageAnswer here(AccountId id, Bytes key, int partition, @Nullable Period period) {
        PartitionReader reader = new PartitionReader(streams, partition);
        Account account = reader.get(StoreNames.ACCOUNTS, key, Account.class);
        Instant now = Instant.ofEpochMilli(clock.getAsLong());
        QueriedLookup lookup = new QueriedLookup(reader, id.entity(), key);
        return new UsageAnswer.Here(views.view(id, account, lookup, period, now));
    }
}
