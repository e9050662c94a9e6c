package tidemark.topology.queries;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.AccountId;
import tidemark.ledger.Period;

/** Questions about single accounts. Thread-safe, never blocks for long, never throws for an unknown account. */
public interface AccountQueries {

    /**
     * Usage of one account.
     *
     * @param period the month; null: the current one. A future month, or one no longer kept, has zeros
     */
    QueryAnswer<UsageView> usage(AccountId account, @Nullable Period period);

    /** Usage of one account in the current month and in every past one of which something is kept, newest first. */
    QueryAnswer<List<UsageView>> everyMonth(AccountId account);

    /** The same questions, answered from any copy on this node or not at all: never with "elsewhere". */
    AccountQueries here();
}
