package tidemark.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Effect;
import tidemark.ledger.Lookup;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Period;
import tidemark.ledger.RememberedEvent;
import tidemark.ledger.RoleTerms;

/** What is stored beside the row of one account. */
final class StoredLookup implements Lookup {

    private final StoredRoles roles;
    private final Map<Period, MonthTotal> months = new TreeMap<>();
    private final List<RememberedEvent> spilled = new ArrayList<>();

    StoredLookup(StoredRoles roles) {
        this.roles = roles;
    }

    void keep(Effect effect) {
        if (effect instanceof Effect.MonthKept kept) {
            months.put(kept.month().period(), kept.month());
        } else if (effect instanceof Effect.Spilled left) {
            spilled.addAll(left.events());
        }
    }

    List<MonthTotal> months() {
        return List.copyOf(months.values());
    }

    @Override
    public @Nullable RoleTerms role(String roleId) {
        return roles.terms(roleId);
    }

    @Override
    public @Nullable MonthTotal month(Period period) {
        return months.get(period);
    }

    @Override
    public @Nullable RememberedEvent spilled(long fingerprint, int fromMinute, int toMinute) {
        RememberedEvent newest = null;
        for (RememberedEvent event : spilled) {
            boolean inRange = fromMinute <= event.arrivalMinute() && event.arrivalMinute() <= toMinute;
            if (inRange && event.fingerprint() == fingerprint) {
                newest = event;
            }
        }
        return newest;
    }
}
