package tidemark.topology.sums;

import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.MonthTotal;
import tidemark.topology.walks.Walk;

/** Sums up the accounts of the partition for their entities, while usage goes on. */
public final class Census implements Walk<Account> {

    private final EntitySums sums;
    private final Function<@Nullable Bytes, KeyValueIterator<Bytes, Account>> accounts;
    private final KeyValueStore<Bytes, MonthTotal> months;

    /**
     * A census of these accounts.
     *
     * @param accounts rows after a key, or all, as they stand
     * @param months their past months
     */
    public Census(
            EntitySums sums,
            Function<@Nullable Bytes, KeyValueIterator<Bytes, Account>> accounts,
            KeyValueStore<Bytes, MonthTotal> months) {
        this.sums = sums;
        this.accounts = accounts;
        this.months = months;
    }

    /* What counts is how far the heap has come: what an earlier life of the task had summed up is gone. */
    @Override
    public KeyValueIterator<Bytes, Account> from(@Nullable Bytes after) {
        Bytes reached = sums.reached();
        if (!sums.incomplete()) {
            return accounts.apply(LAST);
        }
        return accounts.apply(reached);
    }

    @Override
    public void visit(Bytes key, Account account) {
        sums.count(key, account, months);
    }

    @Override
    public void done() {
        sums.counted();
    }

    /* Above every account: no byte of theirs is that large. */
    private static final Bytes LAST = Bytes.wrap(new byte[] {-1});
}
