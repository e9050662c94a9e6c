package tidemark.admin;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.AccountId;

/** Where the current month of an account and of its entity is asked, wherever they live. */
@FunctionalInterface
interface AccountUsage {

    /**
     * The account beside its entity; fails with a {@link Refusal} where nobody can tell just now.
     *
     * @param authorization what the caller has shown: another node judges for itself; null: nothing
     */
    CompletableFuture<UsageBody> of(AccountId account, @Nullable String authorization);
}
