package tidemark.client.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.client.gate.Account;
import tidemark.client.gate.BlockedBy;
import tidemark.events.DecisionReason;

/**
 * Why an operation must not begin its next step. What was done before is charged and stays.
 *
 * @param operationId names the operation in the usage it has published
 * @param spentMicros what the operation has spent, the last step included
 * @param blockedBy which bound blocks
 * @param reason why; null where limits could not be verified
 * @param resetsAt when the block ends by itself; null: not by itself
 * @param message what the user reads (R16)
 * @param noticed how it was noticed
 */
public record Halt(
        Account account,
        String operationId,
        long spentMicros,
        BlockedBy blockedBy,
        @Nullable DecisionReason reason,
        @Nullable Instant resetsAt,
        String message,
        Noticed noticed) {

    /** How a halt was noticed. */
    public enum Noticed {
        /** A decision was read. */
        DECISION,
        /** What was left at the last answer has been spent by this process; the decision follows. */
        COUNTDOWN
    }
}
