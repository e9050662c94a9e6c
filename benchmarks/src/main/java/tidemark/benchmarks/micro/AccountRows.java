package tidemark.benchmarks.micro;

import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tidemark.ledger.Account;
import tidemark.topology.rows.Rows;

/** The row of an account as bytes and back, as the store's serde does it. */
@State(Scope.Thread)
public class AccountRows {

    private static final String STORE = "accounts";

    /** How many events the row remembers. */
    @Param({"1", "4", "8"})
    public int events;

    private final Serde<Account> serde = Rows.accounts();
    private Account account;
    private byte[] row;

    /** Makes the row. */
    @Setup
    public void prepare() {
        account = Objects.requireNonNull(Sample.account(events, FixedLookup.LIMITED));
        row = encode();
        if (!decode().equals(account)) {
            throw new IllegalStateException("what was read is not what was written");
        }
    }

    /** To bytes. */
    @Benchmark
    public byte[] encode() {
        return serde.serializer().serialize(STORE, account);
    }

    /** From bytes. */
    @Benchmark
    public Account decode() {
        return serde.deserializer().deserialize(STORE, row);
    }
}
