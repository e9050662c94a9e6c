package tidemark.topology.accounts;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.AccountId;
import tidemark.ledger.Command;
import tidemark.topology.rows.Keys;
import tidemark.topology.walks.Walk;

/** Rolls the accounts that were blocked until the end of a month, so that idle ones get their ALLOW too (R10). */
final class MonthTurnWalk implements Walk<byte[]> {

    private final AccountStores stores;
    private final AccountDesk desk;

    MonthTurnWalk(AccountStores stores, AccountDesk desk) {
        this.stores = stores;
        this.desk = desk;
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> from(@Nullable Bytes after) {
        return after == null ? stores.blocked().all() : stores.blocked().range(Keys.after(after), null);
    }

    @Override
    public void visit(Bytes account, byte[] present) {
        desk.handle(AccountId.parse(Keys.text(account)), account, new Command.Touch());
    }
}
