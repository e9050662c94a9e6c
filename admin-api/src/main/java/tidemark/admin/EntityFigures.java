package tidemark.admin;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Period;

/** What entities have used, whichever node has them. */
@FunctionalInterface
interface EntityFigures {

    /**
     * The entity's month, within a second or two; fails with a {@link Refusal} when it cannot be had just now.
     *
     * @param period the month; null: the current one
     * @param authorization what the caller has shown, so that another node can judge too; null: nothing
     */
    CompletableFuture<EntityBody> of(String entity, @Nullable Period period, @Nullable String authorization);
}
