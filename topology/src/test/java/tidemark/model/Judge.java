package tidemark.model;

import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.Command;
import tidemark.ledger.Ledger;
import tidemark.ledger.Lookup;
import tidemark.ledger.Policy;
import tidemark.ledger.Step;

/** What is put to the test: the ledger, or one that is wrong on purpose. */
@FunctionalInterface
interface Judge {

    Step decide(@Nullable Account account, Command command, Lookup lookup, long now, Policy policy);

    /** The ledger itself. */
    static Judge ledger() {
        return (account, command, lookup, now, policy) -> new Ledger(policy).decide(account, command, lookup, now);
    }
}
