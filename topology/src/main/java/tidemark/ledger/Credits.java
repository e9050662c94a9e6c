package tidemark.ledger;

import java.math.BigDecimal;

/**
 * An exact amount of credits, counted in micros (1 credit = 1,000,000 micros).
 *
 * <p>Hot paths carry the bare {@code long}; this type holds what amounts have in common and is what people read.
 *
 * @param micros the amount in micro-credits, may be negative
 */
public record Credits(long micros) {

    /** Micros in one credit. */
    public static final long MICROS = 1_000_000;

    /** The largest amount, limit or account total: 2^53 - 1 micros, so that JavaScript clients stay exact. */
    public static final long MAX_MICROS = (1L << 53) - 1;

    private static final int DECIMALS = 6;

    /** Whether an amount or a total of that many micros, of either sign, may be kept. */
    public static boolean inRange(long micros) {
        return -MAX_MICROS <= micros && micros <= MAX_MICROS;
    }

    /** The amount in credits, in plain notation, without needless zeros: {@code 0.0025}. */
    public BigDecimal inCredits() {
        BigDecimal credits = BigDecimal.valueOf(micros, DECIMALS).stripTrailingZeros();
        return credits.scale() < 0 ? credits.setScale(0) : credits;
    }

    @Override
    public String toString() {
        return inCredits().toPlainString();
    }
}
