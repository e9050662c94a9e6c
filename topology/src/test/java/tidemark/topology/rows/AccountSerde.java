package tidemark.topology.rows;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import tidemark.ledger.Account;

/** Account rows as a serde, for stores of tests that hold accounts. */
public final class AccountSerde {

    private AccountSerde() {}

    /** One of them. */
    public static Serde<Account> serde() {
        return Serdes.serdeFrom(
                (topic, account) -> account == null ? null : AccountRow.encode(account),
                (topic, row) -> AccountRow.decodeNullable(row));
    }
}
