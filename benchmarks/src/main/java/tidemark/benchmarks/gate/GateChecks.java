package tidemark.benchmarks.gate;

import java.time.InstantSource;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tidemark.client.gate.HandFedGate;
import tidemark.client.gate.Verdict;
import tidemark.client.gate.WhenUnsure;

/** May a request of this account start? Accounts come in no order, so each is a walk through memory that no cache holds. */
@State(Scope.Thread)
public class GateChecks {

    private static final int ASKED = 1 << 16;

    /** How many accounts have a decision. */
    @Param({"1000", "1000000"})
    public int accounts;

    private final HandFedGate gate = new HandFedGate(InstantSource.system(), WhenUnsure.KEEP_BLOCKS);
    private final String[] entities = new String[ASKED];
    private final String[] blocked = new String[ASKED];
    private final String[] allowed = new String[ASKED];
    private final String[] unknown = new String[ASKED];
    private int next;

    /** Feeds the gate, and draws who is asked about. */
    @Setup
    public void feed() {
        for (int account = 0; account < accounts; account++) {
            gate.put(DecidedAccounts.decision(account));
        }
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < ASKED; i++) {
            int account = random.nextInt(accounts) & ~1;
            entities[i] = DecidedAccounts.entity(account);
            blocked[i] = DecidedAccounts.user(account);
            allowed[i] = DecidedAccounts.user(account + 1);
            unknown[i] = "other-" + account;
        }
        if (blocked().allowed() || !unknown().allowed()) {
            throw new IllegalStateException("the gate was fed wrongly");
        }
    }

    /** One who is blocked. */
    @Benchmark
    public Verdict blocked() {
        int i = next++ & ASKED - 1;
        return gate.check(entities[i], blocked[i]);
    }

    /** One whose newest decision allows. */
    @Benchmark
    public Verdict allowed() {
        int i = next++ & ASKED - 1;
        return gate.check(entities[i], allowed[i]);
    }

    /** One who was never blocked: most of those who ask. */
    @Benchmark
    public Verdict unknown() {
        int i = next++ & ASKED - 1;
        return gate.check(entities[i], unknown[i]);
    }
}
