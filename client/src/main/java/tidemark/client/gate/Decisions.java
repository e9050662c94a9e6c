package tidemark.client.gate;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The newest decisions of all accounts and entities. One thread writes, any number read. */
final class Decisions {

    private final KeyHash hash;
    private final DecisionTable accounts = new DecisionTable();
    private final ConcurrentMap<String, KnownDecision> entities = new ConcurrentHashMap<>();

    Decisions(KeyHash hash) {
        this.hash = hash;
    }

    /** The answer for an account at that instant, as far as is known. */
    Verdict verdict(String entityId, String userId, long nowMillis) {
        if (!AccountIds.isOne(entityId) || !AccountIds.isOne(userId)) {
            AccountIds.require("entityId", entityId);
            AccountIds.require("userId", userId);
        }
        return Verdict.of(hash.of(entityId, userId, accounts), entities.get(entityId), nowMillis);
    }

    int accounts() {
        return accounts.size();
    }

    int entities() {
        return entities.size();
    }

    /** What is known under a key; null: nothing. */
    @Nullable
    KnownDecision known(DecisionKey key) {
        String user = key.userId();
        return user == null ? entities.get(key.entityId()) : hash.of(key.entityId(), user, accounts);
    }

    /**
     * Takes a decision over unless a newer one is known: where partitions were added, an older one may be read later.
     *
     * @return the former one, which stays if its sequence is larger; null: none
     */
    @Nullable
    KnownDecision put(DecisionKey key, DecisionFacts facts) {
        String user = key.userId();
        if (user != null) {
            return hash.of(key.entityId(), user, (high, low) -> accounts.put(facts.known(BlockedBy.USER, high, low)));
        }
        KnownDecision former = entities.get(key.entityId());
        if (former == null || former.sequence() <= facts.sequence()) {
            entities.put(key.entityId(), facts.known(BlockedBy.ENTITY, 0, 0));
        }
        return former;
    }

    /** Forgets what is known under a key; gives it back. */
    @Nullable
    KnownDecision remove(DecisionKey key) {
        String user = key.userId();
        return user == null ? entities.remove(key.entityId()) : hash.of(key.entityId(), user, accounts::remove);
    }
}
