package tidemark.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Policy;

/** All accounts and roles of the model, and the settings in force. */
final class NaiveWorld {

    private final Map<String, NaiveRoles> roles = new HashMap<>();
    private final Map<String, NaiveAccount> accounts = new HashMap<>();
    private Policy policy = Policy.DEFAULT;

    /** What became of it; null when it was not told to an account. */
    @Nullable
    NaiveStep play(Act act) {
        if (act instanceof Act.Told told) {
            return account(told.account()).tell(told.command(), told.now(), policy);
        }
        if (act instanceof Act.RoleChanged change) {
            roles(change.entity()).change(change);
        } else if (act instanceof Act.Restarted restarted) {
            policy = withPercent(policy, restarted.warningPercent());
        }
        return null;
    }

    /** Whether the rules leave open what is to become of it. */
    boolean isUnclear(Act.Told told) {
        return account(told.account()).isUnclear(told, policy);
    }

    static Policy withPercent(Policy policy, int percent) {
        return new Policy(
                percent, policy.lateMillis(), policy.earlyMillis(), policy.dedupeMillis(), policy.monthsKept());
    }

    NaiveRoles roles(String entity) {
        return roles.computeIfAbsent(entity, key -> new NaiveRoles());
    }

    NaiveAccount account(String id) {
        String entity = id.substring(0, id.indexOf('/'));
        return accounts.computeIfAbsent(id, key -> new NaiveAccount(roles(entity)));
    }

    List<MonthTotal> pastMonths(String account) {
        return account(account).pastMonths();
    }

    Policy policy() {
        return policy;
    }
}
