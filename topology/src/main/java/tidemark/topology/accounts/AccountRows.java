package tidemark.topology.accounts;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.topology.graph.RowBudget;
import tidemark.topology.rows.Keys;

/**
 * The account rows of one task. Those used lately stay decoded on the heap, and what has changed is written once, just before the
 * transaction commits: however often an account is charged in between, it costs RocksDB and the changelog one row (ADR 15).
 *
 * <p>Made anew whenever the task starts, so that nothing of a transaction that was aborted is left.
 */
final class AccountRows implements AutoCloseable {

    private static final boolean BY_USE = true;

    private final KeyValueStore<Bytes, Account> store;
    private final RowBudget.Share share;
    private final Map<Bytes, Row> used = new LinkedHashMap<>(1024, 0.75f, BY_USE);
    private final List<Row> changed = new ArrayList<>();

    AccountRows(KeyValueStore<Bytes, Account> store, RowBudget budget) {
        this.store = store;
        this.share = budget.join();
    }

    /** The account as it stands; null: nothing is kept of it. */
    @Nullable
    Account get(Bytes key) {
        Row row = used.get(key);
        if (row != null) {
            return row.account;
        }
        Account stored = store.get(key);
        if (stored != null) {
            use(new Row(key, stored));
        }
        return stored;
    }

    void put(Bytes key, Account account) {
        Row row = used.get(key);
        if (row == null) {
            row = new Row(key, account);
            use(row);
        }
        row.account = account;
        if (!row.changed) {
            row.changed = true;
            changed.add(row);
        }
    }

    void delete(Bytes key) {
        Row row = used.remove(key);
        if (row != null) {
            row.changed = false;
        }
        store.delete(key);
    }

    /**
     * The rows in the order of their keys, as they stand now.
     *
     * @param key the last one not of interest; null: from the first
     */
    KeyValueIterator<Bytes, Account> after(@Nullable Bytes key) {
        writeOut();
        return key == null ? store.all() : store.range(Keys.after(key), null);
    }

    /** Writes what has changed. */
    void writeOut() {
        List<KeyValue<Bytes, Account>> rows = new ArrayList<>(changed.size());
        for (Row row : changed) {
            if (row.changed) {
                row.changed = false;
                rows.add(KeyValue.pair(row.key, row.account));
            }
        }
        changed.clear();
        if (!rows.isEmpty()) {
            store.putAll(rows);
        }
    }

    @Override
    public void close() {
        share.leave();
    }

    private void use(Row row) {
        used.put(row.key, row);
        int most = share.rows();
        Iterator<Row> longestUnused = used.values().iterator();
        while (used.size() > most) {
            Row unused = longestUnused.next();
            if (unused.changed) {
                // One write for all of them; the next to go are as old and will have been written, too.
                writeOut();
            }
            longestUnused.remove();
        }
    }

    private static final class Row {

        private final Bytes key;
        private Account account;
        private boolean changed;

        Row(Bytes key, Account account) {
            this.key = key;
            this.account = account;
        }
    }
}
