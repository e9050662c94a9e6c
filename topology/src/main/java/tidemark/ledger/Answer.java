package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/** May a request start? The pair of decision and validity that R8 speaks of. */
public enum Answer {
    /** Yes. */
    ALLOW,
    /** No, until the first instant of the next month: the limit is reached. */
    BLOCK_UNTIL_MONTH_END,
    /** No, in every month, until the limit or the role changes: the limit is zero. */
    BLOCK_UNTIL_CHANGED;

    /** Whether it is a no. */
    public boolean isBlock() {
        return this != ALLOW;
    }

    /** When, in epoch millis, a no given in that period turns into a yes by itself; null: never. */
    public @Nullable Long validUntilMillis(Period period) {
        return this == BLOCK_UNTIL_MONTH_END ? period.endMillis() : null;
    }
}
