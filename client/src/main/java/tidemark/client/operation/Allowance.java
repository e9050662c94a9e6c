package tidemark.client.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.client.gate.BlockedBy;
import tidemark.events.DecisionReason;

/**
 * What the ledger answers to "how much is left?".
 *
 * @param blockedBy which bound blocks; NONE: allowed
 * @param reason why it does, or why the decision was made; null: no decision
 * @param resetsAt when a block ends by itself; null: not by itself
 * @param user the bound of the user's role
 * @param entity the entity's bound
 */
public record Allowance(
        BlockedBy blockedBy,
        @Nullable DecisionReason reason,
        @Nullable Instant resetsAt,
        Amount user,
        Amount entity) {}
