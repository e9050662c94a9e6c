package tidemark.admin.body;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Credits;

/** Amounts of credits as decimals with up to six places, and back. Exact, or not at all. */
public final class DecimalCredits {

    /** What a limit has to look like, to be read after "must be". */
    public static final String LIMIT =
            "null or a number from 0 to 9007199254.740991 with at most 6 decimal places, in plain notation";

    private static final Pattern PLAIN = Pattern.compile("(0|[1-9][0-9]{0,9})(\\.[0-9]{1,6})?");
    private static final int PLACES = 6;

    private DecimalCredits() {}

    /** The micros of an amount that is no less than zero; null: it is none, or too large, or has too many places. */
    public static @Nullable Long micros(String decimal) {
        if (!PLAIN.matcher(decimal).matches()) {
            return null;
        }
        BigDecimal micros = new BigDecimal(decimal).movePointRight(PLACES);
        long exact = micros.longValueExact();
        return exact <= Credits.MAX_MICROS ? exact : null;
    }

    /** Micros in credits; null for null. */
    public static @Nullable BigDecimal orNull(@Nullable Long micros) {
        return micros == null ? null : of(micros);
    }

    /** Micros in credits, without needless zeros. */
    public static BigDecimal of(long micros) {
        return new Credits(micros).inCredits();
    }
}
