package tidemark.topology.accounts;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Lookup;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Period;
import tidemark.ledger.RememberedEvent;
import tidemark.ledger.RoleTerms;
import tidemark.topology.rows.Keys;

/** What the ledger may look up beside one account, from the stores of the task. */
record StoredLookup(
        String entity,
        Bytes account,
        KnownRoles roles,
        KeyValueStore<Bytes, MonthTotal> months,
        SpilledEvents spilledEvents)
        implements Lookup {

    @Override
    public @Nullable RoleTerms role(String roleId) {
        return roles.find(entity, roleId);
    }

    @Override
    public @Nullable MonthTotal month(Period period) {
        return months.get(Keys.month(account, period));
    }

    @Override
    public @Nullable RememberedEvent spilled(long fingerprint, int fromMinute, int toMinute) {
        return spilledEvents.find(account, fingerprint, fromMinute, toMinute);
    }
}
