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
import tidemark.topology.StoreNames;
import tidemark.topology.rows.Keys;

/** Answers about accounts from the RocksDB stores of this process, by interactive queries. */
public final class StreamsAccountQueries implements AccountQueries {

    private static final HostInfo NO_ADDRESS = new HostInfo("unavailable", -1);

    private final KafkaStreams streams;
    private final UsageViews views;
    private final @Nullable HostInfo self;
    private final LongSupplier clock;

    /**
     * Answers from that client's stores.
     *
     * @param self this node's advertised address; null: it has none and answers for itself alone
     * @param clock epoch millis
     */
    public StreamsAccountQueries(
            KafkaStreams streams, Ledger ledger, int monthsKept, @Nullable HostInfo self, LongSupplier clock) {
        this.streams = streams;
        this.views = new UsageViews(ledger, monthsKept);
        this.self = self;
        this.clock = clock;
    }

    @Override
    public UsageAnswer usage(AccountId id, @Nullable Period period) {
        try {
            Bytes key = Keys.of(id.toString());
            KeyQueryMetadata owner = streams.queryMetadataForKey(StoreNames.ACCOUNTS, key, new BytesSerializer());
            if (owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
                return new UsageAnswer.NotReady("the nodes are just dividing the work among themselves");
            }
            HostInfo host = owner.activeHost();
            if (self != null && !host.equals(self) && !host.equals(NO_ADDRESS)) {
                return new UsageAnswer.Elsewhere(host.host(), host.port());
            }
            return here(id, key, owner.partition(), period);
        } catch (PartitionReader.StoreAway | InvalidStateStoreException e) {
            return new UsageAnswer.NotReady("the account's state is being restored or moved");
        } catch (IllegalStateException e) {
            return new UsageAnswer.NotReady("the node is starting or stopping");
        }
    }

    private UsageAnswer here(AccountId id, Bytes key, int partition, @Nullable Period period) {
        PartitionReader reader = new PartitionReader(streams, partition);
        Account account = reader.get(StoreNames.ACCOUNTS, key, Account.class);
        Instant now = Instant.ofEpochMilli(clock.getAsLong());
        QueriedLookup lookup = new QueriedLookup(reader, id.entity(), key);
        return new UsageAnswer.Here(views.view(id, account, lookup, period, now));
    }
}
