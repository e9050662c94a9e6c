package tidemark.cli.text;

import static java.time.temporal.ChronoField.HOUR_OF_DAY;
import static java.time.temporal.ChronoField.MINUTE_OF_HOUR;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;
import static java.time.temporal.ChronoField.SECOND_OF_MINUTE;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Times as files and people write them, ISO-8601, and as Tidemark prints them: UTC with {@code Z}, three fraction digits. */
public final class EventTimes {

    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("uuuu-MM-dd")
            .appendLiteral('T')
            .appendValue(HOUR_OF_DAY, 2)
            .appendLiteral(':')
            .appendValue(MINUTE_OF_HOUR, 2)
            .optionalStart()
            .appendLiteral(':')
            .appendValue(SECOND_OF_MINUTE, 2)
            .optionalStart()
            .appendFraction(NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalEnd()
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter PRINT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private EventTimes() {}

    /**
     * Epoch milliseconds of a time, finer digits floored; UTC where the text names no zone.
     *
     * @throws BadTextException unless it is date and time, with {@code T} or a space between, up to nine fraction digits
     */
    public static long parseMillis(String text) {
        try {
            TemporalAccessor read = READ.parseBest(withT(text), OffsetDateTime::from, LocalDateTime::from);
            Instant instant = read instanceof OffsetDateTime zoned
                    ? zoned.toInstant()
                    : LocalDateTime.from(read).toInstant(ZoneOffset.UTC);
            return instant.toEpochMilli();
        } catch (DateTimeException e) {
            throw new BadTextException(
                    "expected a time such as 2026-11-22T10:15:30.123Z, got '" + Shown.of(text) + "'", e);
        }
    }

    private static String withT(String text) {
        int separator = "2026-11-22".length();
        boolean space = text.length() > separator && text.charAt(separator) == ' ';
        return space ? text.substring(0, separator) + 'T' + text.substring(separator + 1) : text;
    }

    /** A moment in UTC, such as {@code 2026-11-22T10:15:30.123Z}. */
    public static String print(Instant moment) {
        return PRINT.format(moment);
    }
}
