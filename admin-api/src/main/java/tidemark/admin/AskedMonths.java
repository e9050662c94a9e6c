package tidemark.admin;

import org.jspecify.annotations.Nullable;
import tidemark.ledger.Period;

/**
 * Of which months usage is asked for.
 *
 * @param period one month; null: the current one, or all
 * @param all whether all are asked for of which something is kept
 */
record AskedMonths(@Nullable Period period, boolean all) {

    /** How all are asked for. */
    static final String ALL = "all";

    /** How months may be asked for, to be read after "must be". */
    static final String EXPECTED = "one month between 1970-01 and 2399-12, written like 2026-11, or all";

    /** The month that it is now. */
    static final AskedMonths CURRENT = new AskedMonths(null, false);

    /** The months that are written so; null: none are. */
    static @Nullable AskedMonths of(String text) {
        if (text.equals(ALL)) {
            return new AskedMonths(null, true);
        }
        try {
            return new AskedMonths(Period.parse(text), false);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The query that asks for the same; empty for the current month. */
    String query() {
        if (all) {
            return "?period=" + ALL;
        }
        return period == null ? "" : "?period=" + period;
    }
}
