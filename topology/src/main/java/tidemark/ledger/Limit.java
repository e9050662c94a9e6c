package tidemark.ledger;

/**
 * A monthly cap: none, zero (everything is blocked) or an amount (R2), with its thresholds (R7).
 *
 * @param micros the cap in micro-credits, 0..2^53-1; -1 for none
 */
public record Limit(long micros) {

    /** No cap. */
    public static final Limit NONE = new Limit(-1);

    /** Everything is blocked. */
    public static final Limit ZERO = new Limit(0);

    /** Checks the range. */
    public Limit {
        if (micros < -1 || micros > Credits.MAX_MICROS) {
            throw new IllegalArgumentException("a limit is 0..2^53-1 micros, not " + micros);
        }
    }

    /** A cap of that many micro-credits. */
    public static Limit of(long micros) {
        return micros == 0 ? ZERO : new Limit(micros);
    }

    /** Whether there is no cap. */
    public boolean isNone() {
        return micros < 0;
    }

    /** Whether everything is blocked. */
    public boolean isZero() {
        return micros == 0;
    }

    /** The level of a total: whether it has reached the warning threshold, in percent of the cap, or the cap (R7). */
    public Level levelOf(long usedMicros, int warningPercent) {
        if (isNone()) {
            return Level.NONE;
        }
        if (isZero()) {
            return usedMicros > 0 ? Level.EXCEEDED : Level.NONE;
        }
        if (usedMicros >= micros) {
            return Level.EXCEEDED;
        }
        return usedMicros >= warningAt(warningPercent) ? Level.WARNED : Level.NONE;
    }

    /** The answer that a total gets (R8). */
    public Answer answerFor(long usedMicros) {
        if (isNone()) {
            return Answer.ALLOW;
        }
        if (isZero()) {
            return Answer.BLOCK_UNTIL_CHANGED;
        }
        return usedMicros >= micros ? Answer.BLOCK_UNTIL_MONTH_END : Answer.ALLOW;
    }

    /** The total from which on a warning is due: {@code ceil(limit * percent / 100)} micros, exact below 2^60. */
    public long warningAt(int percent) {
        return (micros * percent + 99) / 100;
    }

    /** By how much a total may grow until the next threshold is reached, in micros; -1: there is none above it (R7, R8). */
    public long untilNext(long usedMicros, int warningPercent) {
        if (isNone()) {
            return -1;
        }
        if (isZero()) {
            return usedMicros > 0 ? -1 : 1 - usedMicros;
        }
        long warning = warningAt(warningPercent) - usedMicros;
        long cap = micros - usedMicros;
        return warning > 0 ? warning : cap > 0 ? cap : -1;
    }

    /** What is left of the cap, never below zero; meaningless when there is none. */
    public long remaining(long usedMicros) {
        return Math.min(Credits.MAX_MICROS, Math.max(0, micros - usedMicros));
    }
}
