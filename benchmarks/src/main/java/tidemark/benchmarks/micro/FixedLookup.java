package tidemark.benchmarks.micro;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Limit;
import tidemark.ledger.Lookup;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Period;
import tidemark.ledger.RememberedEvent;
import tidemark.ledger.RoleTerms;

/**
 * Stores that answer at once and know next to nothing: one role or none, no past months, no events that have left a row.
 *
 * @param terms of the only role; null: there is none
 */
record FixedLookup(@Nullable RoleTerms terms) implements Lookup {

    static final String ROLE = "analyst";

    /** No roles. */
    static final FixedLookup NO_ROLE = new FixedLookup(null);

    /** One role, with a limit that is far away. */
    static final FixedLookup LIMITED =
            new FixedLookup(new RoleTerms(ROLE, 1, true, Limit.of(9_000_000_000_000L), "create-1", List.of()));

    @Override
    public @Nullable RoleTerms role(String roleId) {
        return terms != null && terms.roleId().equals(roleId) ? terms : null;
    }

    @Override
    public @Nullable MonthTotal month(Period period) {
        return null;
    }

    @Override
    public @Nullable RememberedEvent spilled(long fingerprint, int fromMinute, int toMinute) {
        return null;
    }
}
