package tidemark.admin.crowd;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tidemark.admin.body.DecimalCredits;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.Share;
import tidemark.topology.queries.UsageView;

/**
 * One account in a list as clients and other nodes see it, in the current month; names and order of the components are the contract.
 *
 * @param limitCredits what the role allows; null: no limit
 * @param percent the share of the limit that is used, rounded down to four places; null without a limit and under a zero one
 * @param level how far the user has come against the limit of the role
 * @param blocked whether the limit of the role blocks; the entity's is not looked at
 */
public record AccountLine(
        String userId,
        @Nullable String roleId,
        @Nullable Long roleVersion,
        @Nullable String pendingRoleId,
        BigDecimal usedCredits,
        long usedMicros,
        @Nullable BigDecimal limitCredits,
        @Nullable Long limitMicros,
        @Nullable BigDecimal percent,
        Level level,
        boolean blocked,
        String asOf) {

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static AccountLine of(UsageView view) {
        return of(
                view.account().user(),
                view.roleId(),
                view.roleVersion(),
                view.pendingRoleId(),
                view.used(),
                view.limit(),
                view.level(),
                view.blocked(),
                view.asOf());
    }

    static AccountLine of(
            String user,
            @Nullable String role,
            @Nullable Long roleVersion,
            @Nullable String pendingRole,
            long used,
            Limit limit,
            Level level,
            boolean blocked,
            Instant asOf) {
        Long micros = limit.isNone() ? null : limit.micros();
        return new AccountLine(
                user,
                role,
                roleVersion,
                pendingRole,
                DecimalCredits.of(used),
                used,
                DecimalCredits.orNull(micros),
                micros,
                new Share(used, limit).percent(),
                level,
                blocked,
                MILLIS.format(asOf));
    }

    /** The limit in micros; -1: none. */
    long limit() {
        return limitMicros == null ? -1 : limitMicros;
    }
}
