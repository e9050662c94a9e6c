package tidemark.benchmarks.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.events.BlockDecision;
import tidemark.events.Cause;
import tidemark.events.Decision;
import tidemark.events.DecisionReason;
import tidemark.events.Scope;

/** Accounts of 1,000 entities with a decision each: of two accounts, one is blocked. */
public final class DecidedAccounts {

    private static final int ENTITIES = 1_000;
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private DecidedAccounts() {}

    /** The entity of an account. */
    public static String entity(int account) {
        return "entity-" + account % ENTITIES;
    }

    /** The user of an account. */
    public static String user(int account) {
        return "user-" + account;
    }

    /** The decision on an account. */
    public static BlockDecision decision(int account) {
        boolean blocks = account % 2 == 0;
        return decision(
                entity(account),
                user(account),
                blocks ? Decision.BLOCK : Decision.ALLOW,
                blocks ? DecisionReason.USER_LIMIT_REACHED : DecisionReason.LIMIT_RAISED);
    }

    private static BlockDecision decision(
            String entity, @Nullable String user, Decision decision, DecisionReason reason) {
        return new BlockDecision(
                Scope.USER,
                entity,
                user,
                decision,
                reason,
                "2026-11",
                10_000_000L,
                10_000_000L,
                "analyst",
                3L,
                1_700_000_000_000L,
                Instant.ofEpochMilli(1_700_000_000_000L),
                decision == Decision.BLOCK ? FAR : null,
                decision == Decision.BLOCK
                        ? "You have reached your monthly usage limit. Please contact an administrator."
                        : null,
                Cause.USAGE,
                "0198c2f4-7d1e-7c3a-9b1f-5a2e4c6d8f00",
                null);
    }
}
