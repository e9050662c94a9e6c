package tidemark.topology.accounts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.topology.graph.RowBudget;
import tidemark.topology.rows.AccountRow;
import tidemark.topology.rows.Keys;

/**
 * The account rows of one task. Those used lately stay on the heap, and what has changed is encoded and written once, just before the
 * transaction commits: however often an account is charged in between, it costs RocksDB and the changelog one row (ADR 15, 18).
 *
 * <p>Made anew whenever the task starts, so that nothing of a transaction that was aborted is left.
 */
final class AccountRows implements AutoCloseable {

    /* What has changed lies decoded on the heap. A walk may change more between two commits than that may be. */
    private static final int MOST_CHANGED = 10_000;

    private final KeyValueStore<Bytes, byte[]> store;
    private final EncodedRows encoded;

    /* Since they were last written out. They die young, most of them before they are ever moved. */
    private final Map<Bytes, Account> changed = new HashMap<>();

    AccountRows(KeyValueStore<Bytes, byte[]> store, RowBudget budget) {
        this.store = store;
        this.encoded = new EncodedRows(budget);
    }

    /** The account as it stands; null: nothing is kept of it. */
    @Nullable
    Account get(Bytes key) {
        Account account = changed.get(key);
        if (account != null) {
            return account;
        }
        int row = encoded.find(key);
        if (row != EncodedRows.NONE) {
            return AccountRow.decode(encoded.array(row), encoded.from(row), encoded.to(row));
        }
        byte[] stored = store.get(key);
        if (stored == null) {
            return null;
        }
        encoded.put(key, stored);
        return AccountRow.decode(stored);
    }

    void put(Bytes key, Account account) {
        changed.put(key, account);
        if (changed.size() >= MOST_CHANGED) {
            writeOut();
        }
    }

    void delete(Bytes key) {
        changed.remove(key);
        encoded.remove(key);
        store.delete(key);
    }

    /**
     * The rows in the order of their keys, as they stand now.
     *
     * @param key the last one not of interest; null: from the first
     */
    KeyValueIterator<Bytes, Account> after(@Nullable Bytes key) {
        writeOut();
        return new DecodedRows(key == null ? store.all() : store.range(Keys.after(key), null));
    }

    /** Writes what has changed. */
    void writeOut() {
        if (changed.isEmpty()) {
            return;
        }
        List<KeyValue<Bytes, byte[]>> written = new ArrayList<>(changed.size());
        changed.forEach((key, account) -> {
            byte[] row = AccountRow.encode(account);
            encoded.put(key, row);
            written.add(KeyValue.pair(key, row));
        });
        changed.clear();
        store.putAll(written);
    }

    @Override
    public void close() {
        encoded.close();
    }
}
