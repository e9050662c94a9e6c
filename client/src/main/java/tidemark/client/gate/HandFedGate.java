package tidemark.client.gate;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import tidemark.events.BlockDecision;

/**
 * A gate that is told decisions by its owner instead of reading them from Kafka. It answers by the same code as {@link
 * DecisionReplica}. Checks come from any number of threads, decisions from one at a time.
 */
public final class HandFedGate implements Gate {

    private final InstantSource clock;
    private final WhenUnsure whenUnsure;
    private final Decisions decisions = new Decisions(KeyHash.secret());
    private volatile ReplicaState state = ReplicaState.LIVE;

    /** Knows no decision yet, and is live. */
    public HandFedGate(InstantSource clock, WhenUnsure whenUnsure) {
        this.clock = clock;
        this.whenUnsure = whenUnsure;
    }

    /**
     * Takes a decision over unless a newer one is known.
     *
     * @throws SerializationException if the decision is of a kind that this version does not know
     */
    public synchronized void put(BlockDecision decision) {
        DecisionKey key = new DecisionKey(decision.getEntityId(), decision.getUserId());
        decisions.put(key, DecisionFacts.of(key, decision));
    }

    /** Forgets the decision on an account, or on an entity as a whole. */
    public synchronized void remove(String entityId, @Nullable String userId) {
        decisions.remove(new DecisionKey(entityId, userId));
    }

    /** From now on it is as fresh as a replica in this state. */
    public void become(ReplicaState other) {
        state = other;
    }

    @Override
    public Verdict check(String entityId, String userId) {
        Verdict verdict = decisions.verdict(entityId, userId, clock.millis());
        return state == ReplicaState.LIVE ? verdict : whenUnsure.answer(verdict);
    }

    @Override
    public Freshness freshness() {
        return new Freshness(
                state,
                state == ReplicaState.STARTING ? null : clock.instant(),
                Duration.ZERO,
                0,
                clock.instant(),
                decisions.accounts(),
                decisions.entities(),
                0,
                null);
    }
}
