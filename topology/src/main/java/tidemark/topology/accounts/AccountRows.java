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
import tidemark.topology.rows.Keys;

/**
 * The account rows of one task. Those used lately stay decoded on the heap, and what has changed is written once, just before the
 * transaction commits: however often an account is charged in between, it costs RocksDB and the changelog one row (ADR 15).
 *
 * <p>Made anew whenever the task starts, so that nothing of a transaction that was aborted is left.
 */
final class AccountRows implements AutoCloseable {

    private final KeyValueStore<Bytes, Account> store;
    private final RowBudget.Share share;
    private final Map<Bytes, Row> rows = new HashMap<>();

    /* Every row of the map and some that were deleted. A hand goes round and lets go of rows that were not used since it last came
     * by: a use costs the setting of a flag, and no pointers between old objects for the collector to follow. */
    private final List<Row> ring = new ArrayList<>();
    private int hand;

    private final List<Row> changed = new ArrayList<>();

    AccountRows(KeyValueStore<Bytes, Account> store, RowBudget budget) {
        this.store = store;
        this.share = budget.join();
    }

    /** The account as it stands; null: nothing is kept of it. */
    @Nullable
    Account get(Bytes key) {
        Row row = rows.get(key);
        if (row != null) {
            row.used = true;
            return row.account;
        }
        Account stored = store.get(key);
        if (stored != null) {
            keep(new Row(key, stored));
        }
        return stored;
    }

    void put(Bytes key, Account account) {
        Row row = rows.get(key);
        if (row == null) {
            row = new Row(key, account);
            keep(row);
        }
        row.account = account;
        if (!row.changed) {
            row.changed = true;
            changed.add(row);
        }
    }

    void delete(Bytes key) {
        Row row = rows.remove(key);
        if (row != null) {
            row.changed = false;
            row.used = false;
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
        List<KeyValue<Bytes, Account>> written = new ArrayList<>(changed.size());
        for (Row row : changed) {
            if (row.changed) {
                row.changed = false;
                written.add(KeyValue.pair(row.key, row.account));
            }
        }
        changed.clear();
        if (!written.isEmpty()) {
            store.putAll(written);
        }
    }

    @Override
    public void close() {
        share.leave();
    }

    private void keep(Row row) {
        rows.put(row.key, row);
        int most = share.rows();
        while (ring.size() > most) {
            letGo(ring.remove(ring.size() - 1));
        }
        if (ring.size() < most) {
            ring.add(row);
            return;
        }
        hand = hand < most ? hand : 0;
        while (ring.get(hand).used) {
            ring.get(hand).used = false;
            hand = (hand + 1) % most;
        }
        letGo(ring.set(hand, row));
        hand = (hand + 1) % most;
    }

    private void letGo(Row row) {
        if (row.changed) {
            // One write for all of them: the next to go are about as old.
            writeOut();
        }
        rows.remove(row.key, row);
    }

    private static final class Row {

        private final Bytes key;
        private Account account;
        private boolean changed;
        private boolean used;

        Row(Bytes key, Account account) {
            this.key = key;
            this.account = account;
        }
    }
}
