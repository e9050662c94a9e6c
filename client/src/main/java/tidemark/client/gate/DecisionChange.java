package tidemark.client.gate;

import org.jspecify.annotations.Nullable;

/**
 * A decision that a replica has just taken over.
 *
 * @param userId null: the decision is about the entity as a whole
 * @param before the decision on the same bound that was known so far; null: none
 * @param after the decision, as it stood when it was made; null: it was removed, which means allowed
 * @param partition of the decisions' topic
 * @param offset in that partition
 * @param live whether the replica had caught up with the topic before; false while it reads what was decided earlier
 */
public record DecisionChange(
        String entityId,
        @Nullable String userId,
        @Nullable Verdict before,
        @Nullable Verdict after,
        int partition,
        long offset,
        boolean live) {}
