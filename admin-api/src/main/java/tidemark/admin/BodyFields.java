package tidemark.admin;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Credits;
import tidemark.ledger.Limit;

/** How amounts, limits and times are written in answers. */
final class BodyFields {

    /* Instant.toString leaves out zero millis; a column of times should have one width. */
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private BodyFields() {}

    /** Micros in credits. */
    static BigDecimal credits(long micros) {
        return new Credits(micros).inCredits();
    }

    /** Micros in credits; null for null. */
    static @Nullable BigDecimal creditsOrNull(@Nullable Long micros) {
        return micros == null ? null : credits(micros);
    }

    /** The limit in micros; null: there is none. */
    static @Nullable Long limit(Limit limit) {
        return limit.isNone() ? null : limit.micros();
    }

    /** What is left of a limit, in micros; null: there is no limit. */
    static @Nullable Long remaining(Limit limit, long used) {
        if (limit.isNone()) {
            return null;
        }
        /* Under a zero limit nothing may be spent (R2), even where corrections have taken the total below zero. */
        return limit.isZero() ? 0L : limit.remaining(used);
    }

    /** The moment at which totals begin anew; null for null. */
    static @Nullable String resetsAt(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }

    /** A moment with millis. */
    static String millis(Instant moment) {
        return MILLIS.format(moment);
    }
}
