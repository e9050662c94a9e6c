package tidemark.benchmarks.gate;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import tidemark.client.gate.HandFedGate;
import tidemark.client.gate.Verdict;
import tidemark.client.gate.WhenUnsure;

/**
 * May a request of this account start? Accounts come in no order, so slot and row come from memory. The ids' texts are touched some
 * checks ahead: a service that has just parsed a request has them in its cache.
 */
@State(Scope.Thread)
public class GateChecks {

    private static final int ASKED = 1 << 20;
    private static final int AHEAD = 8;

    /** How many accounts have a decision. */
    @Param({"1000", "1000000"})
    public int accounts;

    private final HandFedGate gate = new HandFedGate(InstantSource.system(), WhenUnsure.KEEP_BLOCKS);
    private final String[] entities = new String[ASKED];
    private final String[] users = new String[ASKED];
    private final String[] others = new String[ASKED];
    private int next;

    /** Feeds the gate, and draws who is asked about: the blocked at even places, the allowed at odd ones. */
    @Setup
    public void feed() {
        for (int account = 0; account < accounts; account++) {
            gate.put(DecidedAccounts.decision(account));
        }
        Map<String, String> known = new HashMap<>();
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < ASKED; i++) {
            int account = random.nextInt(accounts / 2) * 2 + i % 2;
            // A thousand texts, not a million: a service has few tenants' ids at hand again and again.
            entities[i] = known.computeIfAbsent(DecidedAccounts.entity(account), id -> id);
            users[i] = DecidedAccounts.user(account);
            others[i] = "other-" + account;
        }
        for (int i = 0; i < ASKED; i++) {
            if (gate.check(entities[i], users[i]).allowed() != (i % 2 == 1)
                    || gate.check(entities[i], users[i]).sequence() == Verdict.NO_SEQUENCE
                    || gate.check(entities[i], others[i]).sequence() != Verdict.NO_SEQUENCE) {
                throw new IllegalStateException("the gate was fed wrongly");
            }
        }
    }

    /** One who is blocked. */
    @Benchmark
    public Verdict blocked(Blackhole touched) {
        return check(users, 0, touched);
    }

    /** One whose newest decision allows. */
    @Benchmark
    public Verdict allowed(Blackhole touched) {
        return check(users, 1, touched);
    }

    /** One who was never blocked: most of those who ask. */
    @Benchmark
    public Verdict unknown(Blackhole touched) {
        return check(others, 0, touched);
    }

    private Verdict check(String[] whom, int odd, Blackhole touched) {
        next += 2;
        int ahead = (next + 2 * AHEAD & ASKED - 1) + odd;
        touched.consume(whom[ahead].charAt(0) + entities[ahead].charAt(0));
        int i = (next & ASKED - 1) + odd;
        return gate.check(entities[i], whom[i]);
    }
}
