package tidemark.topology.queries;

import java.time.Instant;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.AccountId;
import tidemark.ledger.Ledger;
import tidemark.ledger.Period;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.intake.Partitions;
import tidemark.topology.rows.AccountRow;
import tidemark.topology.rows.Keys;

/** Answers about accounts from the RocksDB stores of this process, by interactive queries. */
public final class StreamsAccountQueries implements AccountQueries {

    private final StoreOwners owners;
    private final UsageViews views;
    private final Partitions partitions;
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
        this.owners = new StoreOwners(streams, self);
        this.views = new UsageViews(ledger, monthsKept);
        this.partitions = partitions;
        this.clock = clock;
    }

    @Override
    public QueryAnswer<UsageView> usage(AccountId id, @Nullable Period period) {
        Bytes key = Keys.of(id.toString());
        return owners.ask(StoreNames.ACCOUNTS, key, partitions, reader -> {
            Account account = AccountRow.decodeNullable(reader.get(StoreNames.ACCOUNTS, key, byte[].class));
            Instant now = Instant.ofEpochMilli(clock.getAsLong());
            return views.view(id, account, new QueriedLookup(reader, id.entity(), key), period, now);
        });
    }
}
