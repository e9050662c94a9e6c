package tidemark.topology.accounts;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import tidemark.ledger.Account;
import tidemark.topology.rows.AccountRow;

/** Accounts from an iterator over their rows, each decoded when it is come to. */
record DecodedRows(KeyValueIterator<Bytes, byte[]> rows) implements KeyValueIterator<Bytes, Account> {

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public KeyValue<Bytes, Account> next() {
        KeyValue<Bytes, byte[]> row = rows.next();
        return KeyValue.pair(row.key, AccountRow.decode(row.value));
    }

    @Override
    public Bytes peekNextKey() {
        return rows.peekNextKey();
    }

    @Override
    public void close() {
        rows.close();
    }
}
