package tidemark.benchmarks.micro;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tidemark.ledger.Account;
import tidemark.ledger.Command.Charge;
import tidemark.ledger.Ledger;
import tidemark.ledger.Step;

/** {@link Ledger#decide} of an event that is new to the account. */
@State(Scope.Thread)
public class Charges {

    private static final int DIFFERENT = 256;

    /** How many events the account has had, all of them remembered in its row. */
    @Param({"0", "4", "8"})
    public int events;

    /** Whether its user holds a role with a limit. */
    @Param({"NONE", "FAR"})
    public RoleLimit limit;

    private final Ledger ledger = Sample.ledger();
    private final Charge[] charges = new Charge[DIFFERENT];
    private FixedLookup lookup = FixedLookup.NO_ROLE;
    private @Nullable Account account;
    private int next;

    /** Makes the account and the events. */
    @Setup
    public void prepare() {
        lookup = limit.lookup();
        account = Sample.account(events, lookup);
        for (int i = 0; i < DIFFERENT; i++) {
            charges[i] = Sample.charge(events + i);
        }
    }

    /** Reads, judges and makes the next account. */
    @Benchmark
    public Step decide() {
        Charge charge = charges[next++ & (DIFFERENT - 1)];
        return ledger.decide(account, charge, lookup, charge.arrival());
    }
}
