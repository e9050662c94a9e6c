package tidemark.topology.accounts;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.AccountId;
import tidemark.ledger.Command;
import tidemark.topology.rows.Keys;
import tidemark.topology.walks.Walk;

/** Judges everybody who holds or awaits one role by the role as it stands now (R9). */
final class RoleWalk implements Walk<byte[]> {

    private final Bytes role;
    private final String entity;
    private final AccountStores stores;
    private final AccountDesk desk;

    RoleWalk(Bytes role, AccountStores stores, AccountDesk desk) {
        this.role = role;
        String text = Keys.text(role);
        this.entity = text.substring(0, text.indexOf('/'));
        this.stores = stores;
        this.desk = desk;
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> from(@Nullable Bytes after) {
        return stores.members().range(after == null ? Keys.first(role) : Keys.after(after), Keys.beyond(role));
    }

    @Override
    public void visit(Bytes member, byte[] present) {
        AccountId account = new AccountId(entity, Keys.userOf(member));
        desk.handle(account, Keys.of(account.toString()), new Command.Touch());
    }
}
