package tidemark.client.testing;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.client.operation.Amount;
import tidemark.events.BlockDecision;
import tidemark.events.Cause;
import tidemark.events.Decision;
import tidemark.events.DecisionReason;
import tidemark.events.Scope;

/** The usage, limit and newest decision of one account or one entity (R1, R2, R7, R8, R10, R13). */
final class FakeBound {

    private final String entityId;
    private final @Nullable String userId;
    private final Map<YearMonth, Long> used = new HashMap<>();
    private @Nullable Long limitMicros;
    private @Nullable BlockDecision newest;

    FakeBound(String entityId, @Nullable String userId) {
        this.entityId = entityId;
        this.userId = userId;
    }

    void spend(YearMonth month, long micros) {
        used.merge(month, micros, Math::addExact);
    }

    void limit(@Nullable Long micros) {
        limitMicros = micros;
    }

    long used(YearMonth month) {
        return used.getOrDefault(month, 0L);
    }

    Amount amount(YearMonth month) {
        return new Amount(used(month), limitMicros);
    }

    /** Judges the month; the decision if the answer has changed, else null. */
    @Nullable
    BlockDecision judge(Instant now, Cause cause, String causedBy) {
        YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        Instant until = blockedUntil(month);
        boolean blocks = isReached(month);
        if (blocks == blocksAt(newest, now) && (!blocks || sameEnd(until))) {
            return null;
        }
        newest = new BlockDecision(
                userId == null ? Scope.ENTITY : Scope.USER,
                entityId,
                userId,
                blocks ? Decision.BLOCK : Decision.ALLOW,
                reason(blocks, cause),
                month.toString(),
                used(month),
                limitMicros,
                userId == null ? null : "role",
                userId == null ? null : 1L,
                sequence(now),
                now,
                blocks ? until : null,
                null,
                cause,
                causedBy,
                null);
        return newest;
    }

    private boolean isReached(YearMonth month) {
        return limitMicros != null && (limitMicros == 0 || used(month) >= limitMicros);
    }

    private @Nullable Instant blockedUntil(YearMonth month) {
        return limitMicros != null && limitMicros == 0
                ? null
                : month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private boolean sameEnd(@Nullable Instant until) {
        return newest != null && java.util.Objects.equals(until, newest.getValidUntil());
    }

    private static boolean blocksAt(@Nullable BlockDecision decision, Instant now) {
        return decision != null
                && decision.getDecision() == Decision.BLOCK
                && (decision.getValidUntil() == null || now.isBefore(decision.getValidUntil()));
    }

    private DecisionReason reason(boolean blocks, Cause cause) {
        if (blocks) {
            if (limitMicros != null && limitMicros == 0) {
                return userId == null ? DecisionReason.ENTITY_LIMIT_ZERO : DecisionReason.USER_LIMIT_ZERO;
            }
            return userId == null ? DecisionReason.ENTITY_LIMIT_REACHED : DecisionReason.USER_LIMIT_REACHED;
        }
        if (cause == Cause.LIMIT_CHANGED) {
            return limitMicros == null ? DecisionReason.LIMIT_REMOVED : DecisionReason.LIMIT_RAISED;
        }
        return DecisionReason.USAGE_CORRECTED;
    }

    private long sequence(Instant now) {
        return newest == null ? now.toEpochMilli() : Math.max(newest.getSequence() + 1, now.toEpochMilli());
    }
}
