package tidemark.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.Command;
import tidemark.ledger.Effect;
import tidemark.ledger.EntityCommand;
import tidemark.ledger.EntityStep;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Outcome;
import tidemark.ledger.Policy;
import tidemark.ledger.Step;
import tidemark.ledger.WideSum;

/** The real side: a judge with its rows, months, spilled events and roles in maps. */
final class StoredWorld {

    private final Judge judge;
    private final EntityJudge entityJudge;
    private final Map<String, Account> rows = new HashMap<>();
    private final Map<String, StoredLookup> lookups = new HashMap<>();
    private final Map<String, StoredRoles> roles = new HashMap<>();
    private final Map<String, StoredEntity> entities = new HashMap<>();
    private Policy policy = Policy.DEFAULT;

    StoredWorld(Judge judge) {
        this(judge, EntityJudge.ledger());
    }

    StoredWorld(Judge judge, EntityJudge entityJudge) {
        this.judge = judge;
        this.entityJudge = entityJudge;
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

    /** What became of it; null when an entity was not told. */
    @Nullable
    EntityStep playEntity(Act act) {
        if (act instanceof Act.Reported reported) {
            return entity(reported.entity()).tell(report(reported), reported.now(), policy);
        }
        if (act instanceof Act.EntityChanged changed) {
            return entity(changed.entity()).change(changed.change(), changed.now(), policy);
        }
        return act instanceof Act.EntityTouched touched
                ? entity(touched.entity()).tell(new EntityCommand.Touch(), touched.now(), policy)
                : null;
    }

    StoredEntity entity(String id) {
        return entities.computeIfAbsent(id, key -> new StoredEntity(entityJudge));
    }

    /* The sum of the rows, as a task that starts anew finds them. */
    private EntityCommand.Report report(Act.Reported asked) {
        WideSum micros = new WideSum();
        long events = 0;
        for (Map.Entry<String, Account> row : rows.entrySet()) {
            String account = row.getKey();
            if (account.startsWith(asked.entity() + "/") && Partition.of(account) == asked.partition()) {
                MonthTotal month = row.getValue().period().equals(asked.period())
                        ? row.getValue().closed()
                        : lookup(account).month(asked.period());
                micros.add(month == null ? 0 : month.used());
                events += month == null ? 0 : month.events();
            }
        }
        return new EntityCommand.Report(
                asked.period(),
                asked.partition(),
                micros.value(),
                events,
                new EntityCommand.Origin(NaiveEntity.LAST_USAGE, null),
                new EntityCommand.Origin(NaiveEntity.LAST_CORRECTION, null));
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
