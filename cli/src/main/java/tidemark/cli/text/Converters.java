package tidemark.cli.text;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How arguments become values. Every refusal names the option and what was expected. */
public final class Converters {

    private Converters() {}

    /** An amount in credits, as micros. */
    public static final class Credits implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return named(text, Amounts::parseCredits);
        }
    }

    /** A limit in credits, or {@code none}. */
    public static final class Limits implements ITypeConverter<Limit> {
        @Override
        public Limit convert(String text) {
            return "none".equals(text) ? Limit.NONE : new Limit(named(text, Amounts::parseLimit));
        }
    }

    /** An id of an entity, user or role. */
    public static final class Name implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return named(text, Ids::name);
        }
    }

    /** An id of an event, a change or a source. */
    public static final class Token implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return named(text, Ids::token);
        }
    }

    /** A number of seconds. */
    public static final class Seconds implements ITypeConverter<Duration> {
        private static final BigDecimal MOST =
                BigDecimal.valueOf(Duration.ofDays(3650).toSeconds());

        @Override
        public Duration convert(String text) {
            BigDecimal seconds = named(text, Amounts::parseDecimal);
            if (seconds.signum() < 0 || seconds.compareTo(MOST) > 0) {
                throw new TypeConversionException("expected a number of seconds from 0, got '" + text + "'");
            }
            return Duration.ofMillis(seconds.movePointRight(3).longValue());
        }
    }

    /** A moment. */
    public static final class Moment implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            return Instant.ofEpochMilli(named(text, EventTimes::parseMillis));
        }
    }

    /** A calendar month. */
    public static final class Month implements ITypeConverter<YearMonth> {
        @Override
        public YearMonth convert(String text) {
            try {
                return YearMonth.parse(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException("expected a month such as 2026-11, got '" + Shown.of(text) + "'");
            }
        }
    }

    private static <T> T named(String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (BadTextException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
