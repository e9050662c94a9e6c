package tidemark.topology.queries;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.AccountId;
import tidemark.ledger.Lookup;
import tidemark.ledger.Period;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.rows.Keys;

/** Answers about accounts from the RocksDB stores of this process, by interactive queries. */
final class StreamsAccountQueries implements AccountQueries {

    private final StoreOwners owners;
    private final UsageViews views;
    private final LongSupplier clock;
    private final boolean here;

    /**
     * Answers from these stores.
     *
     * @param clock epoch millis
     * @param here whether any copy on this node has to do
     */
    StreamsAccountQueries(StoreOwners owners, UsageViews views, LongSupplier clock, boolean here) {
        this.owners = owners;
        this.views = views;
        this.clock = clock;
        this.here = here;
    }

    @Override
    public QueryAnswer<UsageView> usage(AccountId id, @Nullable Period period) {
        return ask(id, (account, lookup) -> views.view(id, account, lookup, period, now()));
    }

    @Override
    public QueryAnswer<List<UsageView>> everyMonth(AccountId id) {
        return ask(id, (account, lookup) -> views.everyMonth(id, account, lookup, now()));
    }

    @Override
    public AccountQueries here() {
        return new StreamsAccountQueries(owners, views, clock, true);
    }

    private <V> QueryAnswer<V> ask(AccountId id, Shown<V> shown) {
        Bytes key = Keys.of(id.toString());
        Function<CopyReader, V> read = reader -> shown.of(
                reader.get(StoreNames.ACCOUNTS, key, Account.class), new QueriedLookup(reader, id.entity(), key));
        return here ? owners.here(key, read) : owners.ask(key, read);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.getAsLong());
    }

    @FunctionalInterface
    private interface Shown<V> {

        V of(@Nullable Account account, Lookup lookup);
    }
}
