package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A request to change what an entity is.
 *
 * @param changeId identifies the change: it counts once (R11)
 * @param displayName its new name; null: unchanged
 * @param mspId the MSP that administers it from now on; null: unchanged
 * @param keepsLimit whether the limit stays as it is
 * @param limitMicros otherwise the new limit as it was asked for, in micros; null: none
 */
public record EntityChange(
        String changeId,
        @Nullable String displayName,
        @Nullable String mspId,
        boolean keepsLimit,
        @Nullable Long limitMicros) {}
