package tidemark.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What part of a limit a total makes up. Compared exactly, whatever the limits are.
 *
 * <p>Without a limit there is none, which counts as less than any other; a zero limit is used up from the first moment (R2) and counts as
 * more than any other.
 *
 * @param used total in micros
 * @param limit the limit it is measured against
 */
public record Share(long used, Limit limit) implements Comparable<Share> {

    private static final int DECIMALS = 4;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** In percent, rounded down to four places, so that 100 is not shown before it is reached; null without a limit and under a zero one. */
    public @Nullable BigDecimal percent() {
        if (limit.isNone() || limit.isZero()) {
            return null;
        }
        BigDecimal percent = BigDecimal.valueOf(used)
                .multiply(HUNDRED)
                .divide(BigDecimal.valueOf(limit.micros()), DECIMALS, RoundingMode.FLOOR)
                .stripTrailingZeros();
        return percent.scale() < 0 ? percent.setScale(0) : percent;
    }

    @Override
    public int compareTo(Share other) {
        int kind = Integer.compare(kind(), other.kind());
        if (kind != 0 || kind() != 0) {
            return kind;
        }
        /* used / limit against other.used / other.limit, multiplied out in 128 bits. */
        long high = Math.multiplyHigh(used, other.limit.micros());
        long otherHigh = Math.multiplyHigh(other.used, limit.micros());
        return high != otherHigh
                ? Long.compare(high, otherHigh)
                : Long.compareUnsigned(used * other.limit.micros(), other.used * limit.micros());
    }

    private int kind() {
        if (limit.isNone()) {
            return -1;
        }
        return limit.isZero() ? 1 : 0;
    }
}
