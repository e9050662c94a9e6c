package tidemark.cli.text;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Amounts of credits as people write them, and as exact micro-credits. */
public final class Amounts {

    /** Amounts stay below 2^53 micros, so that every client can hold them exactly. */
    public static final long MAX_MICROS = (1L << 53) - 1;

    private static final int PLACES = 6;
    private static final int LONGEST = 60;
    private static final Pattern CREDITS = Pattern.compile("[+-]?\\d{1,20}(\\.\\d{1,6})?");

    private Amounts() {}

    /**
     * Reads an amount that somebody typed.
     *
     * @throws BadTextException unless it is a decimal with at most six places and its size stays below 2^53 micros
     */
    public static long parseCredits(String text) {
        if (!CREDITS.matcher(text).matches()) {
            throw new BadTextException(
                    "expected credits as a decimal number with at most 6 places, got '" + text + "'");
        }
        return toMicros(new BigDecimal(text));
    }

    /**
     * Reads a limit that somebody typed.
     *
     * @throws BadTextException unless it is a decimal from 0 with at most six places
     */
    public static long parseLimit(String text) {
        long micros = parseCredits(text);
        if (micros < 0) {
            throw new BadTextException("expected a limit of 0 or more credits, got '" + text + "'");
        }
        return micros;
    }

    /**
     * Reads a number of any precision.
     *
     * @throws BadTextException unless it is a decimal number of reasonable length
     */
    public static BigDecimal parseDecimal(String text) {
        try {
            // The length is checked first and the scale after: 1e999999999 is short, and very slow to add.
            BigDecimal value = new BigDecimal(text.length() > LONGEST ? "too long" : text);
            if (Math.abs((long) value.scale()) <= LONGEST) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new BadTextException("expected a decimal number, got '" + Shown.of(text) + "'", e);
        }
        throw new BadTextException("expected a decimal number of reasonable size, got '" + Shown.of(text) + "'");
    }

    /**
     * An amount of credits as micros.
     *
     * @throws BadTextException unless it is whole in micros and its size stays below 2^53 micros
     */
    public static long toMicros(BigDecimal credits) {
        BigDecimal micros = credits.movePointRight(PLACES).stripTrailingZeros();
        if (micros.scale() > 0) {
            throw new BadTextException(plain(credits) + " credits are not whole in micro-credits (6 decimal places)");
        }
        if (micros.abs().compareTo(BigDecimal.valueOf(MAX_MICROS)) > 0) {
            throw new BadTextException(
                    plain(credits) + " credits are too many: at most " + credits(MAX_MICROS) + " are allowed");
        }
        return micros.longValueExact();
    }

    /** Micros as credits in plain notation, without needless zeros. */
    public static String credits(long micros) {
        return plain(BigDecimal.valueOf(micros, PLACES));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
