package tidemark.client.operation;

import org.jspecify.annotations.Nullable;

/**
 * One user's or entity's month as this process knows it: the last answer, and what it has spent itself.
 *
 * <p>An answer may lag behind what this process has published. Both are less than the truth or equal to it, so the larger one counts. Once
 * this process has spent nothing for a while, the answer knows all of it and counts alone: a correction may have lowered it.
 */
final class Bound {

    private final long settlesAfterMillis;
    private long monthEndMillis = Long.MIN_VALUE;
    private long usedMicros;
    private @Nullable Long limitMicros;
    private long lastSpentMillis = Long.MIN_VALUE;

    Bound(long settlesAfterMillis) {
        this.settlesAfterMillis = settlesAfterMillis;
    }

    synchronized void spent(long micros, long nowMillis) {
        enter(nowMillis);
        usedMicros += micros;
        lastSpentMillis = nowMillis;
    }

    /** Takes in what the ledger answered to a question of that moment; an answer of a past month says nothing about this one. */
    synchronized void answered(Amount amount, long askedMillis, long nowMillis) {
        enter(nowMillis);
        if (Months.endOf(askedMillis) != monthEndMillis) {
            return;
        }
        boolean settled = lastSpentMillis == Long.MIN_VALUE || askedMillis - lastSpentMillis > settlesAfterMillis;
        usedMicros = settled ? amount.usedMicros() : Math.max(usedMicros, amount.usedMicros());
        limitMicros = amount.limitMicros();
    }

    /** Whether the limit is reached (R8), as far as is known. */
    synchronized boolean isReached(long nowMillis) {
        enter(nowMillis);
        return limitMicros != null && (limitMicros == 0 || usedMicros >= limitMicros);
    }

    synchronized boolean isZero() {
        return limitMicros != null && limitMicros == 0;
    }

    /** What is left, never less than nothing; null: no limit is known. */
    synchronized @Nullable Long remainingMicros(long nowMillis) {
        enter(nowMillis);
        return limitMicros == null ? null : Math.max(0, limitMicros - usedMicros);
    }

    /** Whether nothing was spent for so long that an answer knows all of it. */
    synchronized boolean isSettled(long nowMillis) {
        return lastSpentMillis == Long.MIN_VALUE || nowMillis - lastSpentMillis > settlesAfterMillis;
    }

    /** First instant of the month after the one that is counted, in epoch millis. */
    synchronized long monthEndMillis() {
        return monthEndMillis;
    }

    /** A new month begins with nothing; its limit is asked for anew. */
    private void enter(long nowMillis) {
        if (nowMillis >= monthEndMillis) {
            monthEndMillis = Months.endOf(nowMillis);
            usedMicros = 0;
            limitMicros = null;
        }
    }
}
