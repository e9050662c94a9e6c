package tidemark.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.client.gate.Freshness;
import tidemark.client.gate.ReplicaState;
import tidemark.client.gate.Verdict;

/**
 * Whether a request of an account may start, as JSON.
 *
 * @param allowed whether it may
 * @param reason of the decision that this rests on; null: none is known
 * @param blockedBy which bound blocks
 * @param message what the user reads; null: allowed
 * @param resetsAt when the block ends by itself; null: not by itself, or allowed
 * @param asOf every decision committed before is taken into account; null: the node is still reading them
 * @param staleMs how long ago that was; null likewise
 * @param unsure whether that is too long ago, so that a newer decision may say otherwise
 * @param decisionSequence number of the decision that this rests on; null: none is known
 * @param user the bound by the role's limit; null and left out: not asked for
 * @param entity the bound by the entity's limit; likewise
 */
record CheckBody(
        boolean allowed,
        @Nullable String reason,
        String blockedBy,
        @Nullable String message,
        @Nullable String resetsAt,
        @Nullable String asOf,
        @Nullable Long staleMs,
        boolean unsure,
        @Nullable Long decisionSequence,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Bound user,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Bound entity) {

    /** By the node's copy of the decisions alone. */
    static CheckBody of(Verdict verdict, Freshness freshness) {
        boolean starting = freshness.state() == ReplicaState.STARTING || freshness.asOf() == null;
        return new CheckBody(
                verdict.allowed(),
                verdict.reason() == null ? null : verdict.reason().name(),
                verdict.blockedBy().name(),
                verdict.message(),
                text(verdict.resetsAt()),
                text(freshness.asOf()),
                starting ? null : freshness.age().toMillis(),
                verdict.unsure(),
                verdict.sequence() == Verdict.NO_SEQUENCE ? null : verdict.sequence(),
                null,
                null);
    }

    /** With both bounds beside. */
    CheckBody with(UsageBody usage) {
        EntityBound bound = usage.entity();
        return new CheckBody(
                allowed,
                reason,
                blockedBy,
                message,
                resetsAt,
                asOf,
                staleMs,
                unsure,
                decisionSequence,
                new Bound(usage.usedCredits(), usage.limitCredits(), usage.remainingCredits()),
                new Bound(bound.usedCredits(), bound.limitCredits(), bound.remainingCredits()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    /**
     * What a bound leaves.
     *
     * @param usedCredits used in the current month
     * @param limitCredits null: no limit
     * @param remainingCredits never below 0; null: no limit
     */
    record Bound(
            BigDecimal usedCredits,
            @Nullable BigDecimal limitCredits,
            @Nullable BigDecimal remainingCredits) {}
}
