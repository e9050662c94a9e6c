package tidemark.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.Command;
import tidemark.ledger.Effect;
import tidemark.ledger.Outcome;
import tidemark.ledger.Policy;
import tidemark.ledger.Step;

/** The real side: a judge with its rows, months, spilled events and roles in maps. */
final class StoredWorld {

    private final Judge judge;
    private final Map<String, Account> rows = new HashMap<>();
    private final Map<String, StoredLookup> lookups = new HashMap<>();
    private final Map<String, StoredRoles> roles = new HashMap<>();
    private Policy policy = Policy.DEFAULT;

    StoredWorld(Judge judge) {
        this.judge = judge;
    }

    /** What became of it; null when it was not told to an account. */
    @Nullable
    Step play(Act act) {
        if (act instanceof Act.Told told) {
            return tell(told);
        }
        if (act instanceof Act.RoleChanged change) {
            roles(change.entity()).change(change);
        } else if (act instanceof Act.Restarted restarted) {
            policy = NaiveWorld.withPercent(policy, restarted.warningPercent());
        }
        return null;
    }

    private Step tell(Act.Told told) {
        Account before = rows.get(told.account());
        StoredLookup lookup = lookup(told.account());
        Step step = judge.decide(before, told.command(), lookup, told.now(), policy);
        if (before == null && step.outcome().kind() == Outcome.Kind.REJECTED) {
            return step;
        }
        rows.put(told.account(), step.account());
        for (Effect effect : step.effects()) {
            lookup.keep(effect);
        }
        return step;
    }

    /** What the judge would say, without anything being kept of it. */
    Step ask(Act.Told told, Command command) {
        return judge.decide(row(told.account()), command, lookup(told.account()), told.now(), policy);
    }

    @Nullable
    Account row(String account) {
        return rows.get(account);
    }

    StoredLookup lookup(String account) {
        StoredRoles known = roles(account.substring(0, account.indexOf('/')));
        return lookups.computeIfAbsent(account, key -> new StoredLookup(known));
    }

    Policy policy() {
        return policy;
    }

    StoredRoles roles(String entity) {
        return roles.computeIfAbsent(entity, key -> new StoredRoles());
    }
}
