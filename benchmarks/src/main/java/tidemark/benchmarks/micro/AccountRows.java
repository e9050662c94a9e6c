package tidemark.benchmarks.micro;

import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tidemark.ledger.Account;
import tidemark.topology.rows.AccountRow;

/** The row of an account as bytes and back. */
@State(Scope.Thread)
public class AccountRows {

    /** How many events the row remembers. */
    @Param({"1", "4", "8"})
    public int events;

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
        return AccountRow.encode(account);
    }

    /** From bytes. */
    @Benchmark
    public Account decode() {
        return AccountRow.decode(row);
    }
}
