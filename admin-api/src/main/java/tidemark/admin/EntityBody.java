package tidemark.admin;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.EntityTerms;
import tidemark.topology.queries.EntityView;

/**
 * The entity's usage answer as clients and other nodes see it; names and order of the components are the contract.
 *
 * <p>Amounts come twice: in credits, and as the exact whole number of micros. What speaks of a limit is null without one.
 *
 * @param version counts the accepted changes of the entity; null: there was none
 */
record EntityBody(
        String entityId,
        @Nullable String displayName,
        @Nullable String mspId,
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
        @Nullable String resetsAt,
        @Nullable Long version,
        String asOf) {

    /** The answer for a view. */
    static EntityBody of(EntityView view) {
        EntityTerms terms = view.terms();
        Long limit = BodyFields.limit(view.limit());
        Long remaining = BodyFields.remaining(view.limit(), view.used());
        return new EntityBody(
                view.entity(),
                terms.displayName(),
                terms.mspId(),
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
                view.blocked(),
                BodyFields.resetsAt(view.resetsAt()),
                terms.version() == 0 ? null : terms.version(),
                BodyFields.millis(view.asOf()));
    }
}
