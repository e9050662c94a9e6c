package tidemark.topology.queries;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Lookup;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Period;
import tidemark.ledger.RememberedEvent;
import tidemark.ledger.RoleTerms;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.rows.Keys;

/** What a question may look up beside one account, through interactive queries to the account's partition. */
record QueriedLookup(CopyReader reader, String entity, Bytes account) implements Lookup {

    @Override
    public @Nullable RoleTerms role(String roleId) {
        return reader.get(StoreNames.KNOWN_ROLES, Keys.of(entity + '/' + roleId), RoleTerms.class);
    }

    @Override
    public @Nullable MonthTotal month(Period period) {
        return reader.get(StoreNames.MONTHS, Keys.month(account, period), MonthTotal.class);
    }

    @Override
    public @Nullable RememberedEvent spilled(long fingerprint, int fromMinute, int toMinute) {
        throw new IllegalStateException("a question counts nothing, so it needs no remembered events");
    }
}
