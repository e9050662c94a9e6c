package tidemark.topology.queries;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Limit;
import tidemark.ledger.Period;

/** When a total begins anew. */
final class ResetTime {

    private ResetTime() {}

    /** End of the month; null under a zero limit, which no new month lifts. */
    static @Nullable Instant of(Period period, Limit limit) {
        return limit.isZero() ? null : Instant.ofEpochMilli(period.endMillis());
    }
}
