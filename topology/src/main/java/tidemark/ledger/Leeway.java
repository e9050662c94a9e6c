package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/**
 * How much each partition of accounts may add to an entity's month, on top of what it has reported, before anybody can be
 * waiting for its sum.
 *
 * <p>All partitions together may hold back half of what is missing to the next threshold: so no threshold is reached before
 * one of them reports. As the total comes nearer, the leeway shrinks, and close to the threshold there is none. (Known as
 * threshold monitoring with local constraints: Keralapura, Cormode, Ramamirtham, SIGMOD 2006.)
 *
 * @param period the month
 * @param micros the amount, 0..2^53-1; {@link #UNBOUNDED} when no threshold is left above the total
 */
public record Leeway(Period period, long micros) {

    /** Nothing that is added can reach a threshold. */
    public static final long UNBOUNDED = Credits.MAX_MICROS;

    /* Nearer than this share of the limit every change is reported: a leeway would only be told and taken back. */
    private static final int CLOSE = 1_024;

    /** Checks the range. */
    public Leeway {
        if (micros < 0 || micros > UNBOUNDED) {
            throw new IllegalArgumentException("a leeway is 0..2^53-1 micros, not " + micros);
        }
    }

    /**
     * The leeway that holds from now on; the same instance while the one that was told is neither too large nor much too
     * small.
     *
     * @param told the leeway that was told last; null: none
     * @param partitions of the accounts
     * @return null: without a limit nobody waits, and there is nothing to tell
     */
    static @Nullable Leeway next(
            @Nullable Leeway told, Period period, Limit limit, long used, int warningPercent, int partitions) {
        if (limit.isNone()) {
            return null;
        }
        long missing = limit.untilNext(used, warningPercent);
        long fair = fair(missing, limit, partitions);
        if (told == null || !told.period.equals(period)) {
            return new Leeway(period, fair);
        }
        boolean tooLarge = missing >= 0 && told.micros > missing * 3 / 4 / partitions;
        boolean muchTooSmall = told.micros < fair / 4;
        return (tooLarge || muchTooSmall) && told.micros != fair ? new Leeway(period, fair) : told;
    }

    private static long fair(long missing, Limit limit, int partitions) {
        if (missing < 0) {
            return UNBOUNDED;
        }
        return missing < limit.micros() / CLOSE ? 0 : Math.min(UNBOUNDED, missing / 2 / partitions);
    }

    /**
     * Whether a partition's sum may wait.
     *
     * @param month that it is of: in one that is over no event is raised and no decision made (R12)
     * @param changed by how much it differs from what was reported last, in micros, not negative
     * @param fell whether a correction is among it, which may lift a block
     */
    boolean covers(Period month, long changed, boolean fell) {
        return month.isBefore(period) || (month.equals(period) && !fell && changed <= micros);
    }
}
