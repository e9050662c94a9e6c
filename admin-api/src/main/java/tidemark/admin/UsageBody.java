package tidemark.admin;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Credits;
import tidemark.ledger.Limit;
import tidemark.topology.queries.UsageView;

/**
 * The usage answer as clients see it; names and order of the components are the contract.
 *
 * <p>Amounts come twice: in credits, and as the exact whole number of micros. What speaks of a limit is null without one.
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
        String blockedBy,
        @Nullable String roleId,
        @Nullable Long roleVersion,
        @Nullable String pendingRoleId,
        @Nullable String resetsAt,
        String asOf) {

    /* Instant.toString leaves out zero millis; a column of times should have one width. */
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The answer for a view. */
    static UsageBody of(UsageView view) {
        Long limit = view.limit().isNone() ? null : view.limit().micros();
        Long remaining = remaining(view.limit(), view.used());
        Instant resetsAt = view.resetsAt();
        return new UsageBody(
                view.account().entity(),
                view.account().user(),
                view.period().toString(),
                credits(view.used()),
                view.used(),
                creditsOrNull(limit),
                limit,
                creditsOrNull(remaining),
                remaining,
                credits(view.usedWhileBlocked()),
                view.usedWhileBlocked(),
                view.events(),
                view.level().name(),
                view.blocked(),
                view.blocked() ? "USER" : "NONE",
                view.roleId(),
                view.roleVersion(),
                view.pendingRoleId(),
                resetsAt == null ? null : resetsAt.toString(),
                MILLIS.format(view.asOf()));
    }

    private static @Nullable Long remaining(Limit limit, long used) {
        if (limit.isNone()) {
            return null;
        }
        /* Under a zero limit nothing may be spent (R2), even where corrections have taken the total below zero. */
        return limit.isZero() ? 0L : limit.remaining(used);
    }

    private static @Nullable BigDecimal creditsOrNull(@Nullable Long micros) {
        return micros == null ? null : credits(micros);
    }

    private static BigDecimal credits(long micros) {
        return new Credits(micros).inCredits();
    }
}
