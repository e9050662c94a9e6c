package tidemark.topology.queries;

import org.jspecify.annotations.Nullable;
import tidemark.ledger.AccountId;
import tidemark.ledger.Period;

/** Questions about accounts. Thread-safe, never blocks for long, never throws for an unknown account. */
public interface AccountQueries {

    /**
     * Usage of one account.
     *
     * @param period the month; null: the current one. A future month, or one no longer kept, has zeros
     */
    QueryAnswer<UsageView> usage(AccountId account, @Nullable Period period);
}
