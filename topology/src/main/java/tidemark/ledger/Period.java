package tidemark.ledger;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * A calendar month in UTC, written {@code 2026-11} (R1).
 *
 * @param index months since January 1970
 */
public record Period(int index) implements Comparable<Period> {

    private static final int FIRST_YEAR = 1970;
    private static final int MONTHS = (2400 - FIRST_YEAR) * 12;
    private static final long AVERAGE_MONTH_MILLIS = 2_629_746_000L;

    /* Months are looked up for every usage event: first instants and instances are made once. */
    private static final long[] STARTS = new long[MONTHS + 1];
    private static final Period[] PERIODS = new Period[MONTHS];

    static {
        for (int i = 0; i <= MONTHS; i++) {
            STARTS[i] = YearMonth.of(FIRST_YEAR + i / 12, 1 + i % 12)
                    .atDay(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toEpochMilli();
        }
        for (int i = 0; i < MONTHS; i++) {
            PERIODS[i] = new Period(i);
        }
    }

    /** Checks the range, January 1970 to December 2399. */
    public Period {
        if (index < 0 || index >= MONTHS) {
            throw new IllegalArgumentException("a period lies between 1970-01 and 2399-12, not " + index);
        }
    }

    /** The month with that many months since January 1970. */
    public static Period ofIndex(int index) {
        return index >= 0 && index < MONTHS ? PERIODS[index] : new Period(index);
    }

    /** The month that an instant, in epoch millis, lies in. */
    public static Period at(long epochMillis) {
        if (epochMillis < 0 || epochMillis >= STARTS[MONTHS]) {
            throw new IllegalArgumentException(
                    "an instant lies between 1970 and 2399, not at " + Instant.ofEpochMilli(epochMillis));
        }
        int guess = (int) Math.min(MONTHS - 1, epochMillis / AVERAGE_MONTH_MILLIS);
        while (STARTS[guess] > epochMillis) {
            guess--;
        }
        while (STARTS[guess + 1] <= epochMillis) {
            guess++;
        }
        return PERIODS[guess];
    }

    /**
     * Reads {@code 2026-11}.
     *
     * @throws IllegalArgumentException naming the form that was expected
     */
    public static Period parse(String text) {
        if (!text.matches("\\d{4}-(0[1-9]|1[0-2])")) {
            throw new IllegalArgumentException("a period is a month written like 2026-11, not '" + text + "'");
        }
        int year = Integer.parseInt(text.substring(0, 4));
        int month = Integer.parseInt(text.substring(5));
        if (year < FIRST_YEAR || year >= FIRST_YEAR + MONTHS / 12) {
            throw new IllegalArgumentException("a period lies between 1970-01 and 2399-12, not '" + text + "'");
        }
        return new Period((year - FIRST_YEAR) * 12 + month - 1);
    }

    /** First instant of the month, in epoch millis. */
    public long startMillis() {
        return STARTS[index];
    }

    /** First instant of the next month, in epoch millis. */
    public long endMillis() {
        return STARTS[index + 1];
    }

    /** The month that many months later; earlier when negative. */
    public Period plus(int months) {
        return ofIndex(index + months);
    }

    /** Whether this month comes before the other. */
    public boolean isBefore(Period other) {
        return index < other.index;
    }

    @Override
    public int compareTo(Period other) {
        return Integer.compare(index, other.index);
    }

    @Override
    public String toString() {
        int month = 1 + index % 12;
        return FIRST_YEAR + index / 12 + (month < 10 ? "-0" : "-") + month;
    }
}
