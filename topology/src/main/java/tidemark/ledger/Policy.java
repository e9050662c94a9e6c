package tidemark.ledger;

import java.time.Duration;

/**
 * The numbers that an installation sets for the rules.
 *
 * @param warningPercent share of the limit that warns, 1..100 (R7)
 * @param lateMillis late horizon: how far an event may lie behind its arrival (R12)
 * @param earlyMillis early tolerance: how far an event may lie ahead of its arrival (R12)
 * @param dedupeMillis how long, from its arrival, an event is remembered; at least the two above together (R11)
 * @param monthsKept how many past months of an account stay, at least 1
 */
public record Policy(int warningPercent, long lateMillis, long earlyMillis, long dedupeMillis, int monthsKept) {

    /** 80 %, 7 days, 5 minutes, 7 days and 1 hour, 13 months. */
    public static final Policy DEFAULT = new Policy(
            80,
            Duration.ofDays(7).toMillis(),
            Duration.ofMinutes(5).toMillis(),
            Duration.ofDays(7).plusHours(1).toMillis(),
            13);

    /** Refuses what the rules do not allow. */
    public Policy {
        if (warningPercent < 1 || warningPercent > 100) {
            throw new IllegalArgumentException("the warning percentage is 1..100, not " + warningPercent);
        }
        if (lateMillis < 0 || earlyMillis < 0) {
            throw new IllegalArgumentException("late horizon and early tolerance are not negative");
        }
        if (dedupeMillis < lateMillis + earlyMillis) {
            throw new IllegalArgumentException("the dedupe horizon (" + Duration.ofMillis(dedupeMillis)
                    + ") must be at least the late horizon plus the early tolerance ("
                    + Duration.ofMillis(lateMillis + earlyMillis) + "), or a late retry would count twice");
        }
        if (monthsKept < 1) {
            throw new IllegalArgumentException("at least 1 past month is kept, not " + monthsKept);
        }
    }

    /** The dedupe horizon in whole minutes, rounded up, plus the one that rounding an arrival down may lose. */
    int dedupeMinutes() {
        return Math.toIntExact((dedupeMillis + 59_999) / 60_000 + 1);
    }
}
