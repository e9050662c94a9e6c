package tidemark.client.operation;

import org.jspecify.annotations.Nullable;

/**
 * One bound of an account in the current month, in micro-credits.
 *
 * @param usedMicros what has been used
 * @param limitMicros null: no limit
 */
public record Amount(long usedMicros, @Nullable Long limitMicros) {

    /** No limit, whatever was used. */
    public static final Amount UNLIMITED = new Amount(0, null);
}
