package tidemark.admin;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

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

    /** The answer for a user's month and the entity's own bound in the same month. */
    static UsageBody of(AccountBody account, EntityBound entity) {
        BlockedBy blockedBy = BlockedBy.of(account.blocked(), entity.blocked());
        return new UsageBody(
                account.entityId(),
                account.userId(),
                account.period(),
                BodyFields.credits(account.usedMicros()),
                account.usedMicros(),
                BodyFields.creditsOrNull(account.limitMicros()),
                account.limitMicros(),
                BodyFields.creditsOrNull(account.remainingMicros()),
                account.remainingMicros(),
                BodyFields.credits(account.usedWhileBlockedMicros()),
                account.usedWhileBlockedMicros(),
                account.events(),
                account.level(),
                blockedBy != BlockedBy.NONE,
                blockedBy,
                blockedBy.message(),
                account.roleId(),
                account.roleVersion(),
                account.pendingRoleId(),
                account.resetsAt(),
                account.asOf(),
                entity);
    }
}
