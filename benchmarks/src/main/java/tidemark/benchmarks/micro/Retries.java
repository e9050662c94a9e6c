package tidemark.benchmarks.micro;

import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tidemark.ledger.Account;
import tidemark.ledger.Command.Charge;
import tidemark.ledger.Ledger;
import tidemark.ledger.Outcome;
import tidemark.ledger.Step;

/** {@link Ledger#decide} of an event that the account has counted before, the oldest of eight that its row remembers. */
@State(Scope.Thread)
public class Retries {

    private static final int EVENTS = 8;

    private final Ledger ledger = Sample.ledger();
    private final FixedLookup lookup = FixedLookup.LIMITED;
    private final Account account = Objects.requireNonNull(Sample.account(EVENTS, lookup));
    private final Charge oldest = Sample.charge(0);
    private final long now = Sample.charge(EVENTS).arrival();

    /** Sees that it is one. */
    @Setup
    public void check() {
        Outcome outcome = duplicate().outcome();
        if (outcome.kind() != Outcome.Kind.DUPLICATE) {
            throw new IllegalStateException("expected a duplicate, not " + outcome);
        }
    }

    /** Recognises it; nothing changes. */
    @Benchmark
    public Step duplicate() {
        return ledger.decide(account, oldest, lookup, now);
    }
}
