package tidemark.admin;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tidemark.topology.queries.UsageView;

/**
 * The usage answer as clients see it; names and order of the components are the contract.
 *
 * <p>Amounts come twice: in credits, and as the exact whole number of micros. What speaks of a limit is null without one.
 * Amounts, level and reset outside {@code entity} are the user's own, by the role's limit.
 *
 * @param blocked whether either bound blocks
 * @param blockedBy which of them
 * @param message what a blocked user reads; null: not blocked
 * @param entity the entity's bound in the same month
 */
record UsageBody(
        String entityId,
        String userId,
        String period,
        BigDecimal usedCredits,
        long usedMicros,
        @Nullable BigDecimal limitCredits,
        @Nullable Long limitMicros,
        @Nullable BigDecimal remainingCredits,
        @Nullable Long remainingMicros,
        BigDecimal usedWhileBlockedCredits,
        long usedWhileBlockedMicros,
        long events,
        String level,
        boolean blocked,
        BlockedBy blockedBy,
        @Nullable String message,
        @Nullable String roleId,
        @Nullable Long roleVersion,
        @Nullable String pendingRoleId,
        @Nullable String resetsAt,
        String asOf,
        EntityBound entity) {

    /** The answer for a view of the user and the entity's own answer for the same month. */
    static UsageBody of(UsageView view, EntityBody entity) {
        Long limit = BodyFields.limit(view.limit());
        Long remaining = BodyFields.remaining(view.limit(), view.used());
        BlockedBy blockedBy = BlockedBy.of(view.blocked(), entity.blocked());
        return new UsageBody(
                view.account().entity(),
                view.account().user(),
                view.period().toString(),
                BodyFields.credits(view.used()),
                view.used(),
                BodyFields.creditsOrNull(limit),
                limit,
                BodyFields.creditsOrNull(remaining),
                remaining,
                BodyFields.credits(view.usedWhileBlocked()),
                view.usedWhileBlocked(),
                view.events(),
                view.level().name(),
                blockedBy != BlockedBy.NONE,
                blockedBy,
                blockedBy.message(),
                view.roleId(),
                view.roleVersion(),
                view.pendingRoleId(),
                BodyFields.resetsAt(view.resetsAt()),
                BodyFields.millis(view.asOf()),
                EntityBound.of(entity));
    }
}
