package tidemark.client.operation;

import java.time.Instant;
import java.time.ZoneOffset;

/** Calendar months in UTC (R1). */
final class Months {

    private Months() {}

    /** First instant of the month after the one that this instant lies in, in epoch millis. */
    static long endOf(long millis) {
        return Instant.ofEpochMilli(millis)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .withDayOfMonth(1)
                .plusMonths(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }
}
