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

    /** The query that asks for the same; empty for the current month. */
    String query() {
        if (all) {
            return "?period=" + ALL;
        }
        return period == null ? "" : "?period=" + period;
    }
}
