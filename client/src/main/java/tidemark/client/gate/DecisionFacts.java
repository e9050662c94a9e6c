package tidemark.client.gate;

import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import tidemark.events.BlockDecision;
import tidemark.events.Decision;
import tidemark.events.DecisionReason;
import tidemark.events.Scope;

/**
 * What a gate needs of a decision.
 *
 * @param resetsAtMillis when a block ends by itself; {@link Verdict#NEVER} if not by itself, or an ALLOW
 */
record DecisionFacts(boolean blocks, DecisionReason reason, long sequence, long atMillis, long resetsAtMillis) {

    /**
     * Takes them from a record.
     *
     * @throws SerializationException if key and record contradict each other, or the decision is of a kind that is not known here
     */
    static DecisionFacts of(DecisionKey key, BlockDecision record) {
        if (record.getScope() != (key.userId() == null ? Scope.ENTITY : Scope.USER)
                || !key.entityId().equals(record.getEntityId())
                || !Objects.equals(key.userId(), record.getUserId())) {
            throw new SerializationException("The key contradicts the value");
        }
        boolean blocks = record.getDecision() == Decision.BLOCK;
        if (!blocks && record.getDecision() != Decision.ALLOW) {
            throw new SerializationException("The decision is of a kind that this version does not know");
        }
        return new DecisionFacts(
                blocks,
                record.getReason(),
                record.getSequence(),
                record.getAt().toEpochMilli(),
                resetsAt(blocks, record.getValidUntil()));
    }

    private static long resetsAt(boolean blocks, @Nullable Instant validUntil) {
        return blocks && validUntil != null ? validUntil.toEpochMilli() : Verdict.NEVER;
    }

    KnownDecision known(BlockedBy bound, long keyHigh, long keyLow) {
        return new KnownDecision(
                blocks ? bound : BlockedBy.NONE, reason, sequence, atMillis, resetsAtMillis, keyHigh, keyLow);
    }
}
