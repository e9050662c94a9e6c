package tidemark.model;

import java.math.BigInteger;
import java.time.YearMonth;
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
    private final Map<String, NaiveEntity> entities = new HashMap<>();
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

    /** What became of it; null when an entity was not told. */
    NaiveEntity.@Nullable Told playEntity(Act act) {
        if (act instanceof Act.Reported reported) {
            YearMonth month = YearMonth.parse(reported.period().toString());
            NaiveEntity.Sum sum = sum(reported.entity(), reported.partition(), month);
            return entity(reported.entity()).report(reported.partition(), month, sum, reported.now(), policy);
        }
        if (act instanceof Act.EntityChanged changed) {
            return entity(changed.entity()).change(changed.change(), changed.now(), policy);
        }
        return act instanceof Act.EntityTouched touched
                ? entity(touched.entity()).touch(touched.now(), policy)
                : null;
    }

    NaiveEntity entity(String id) {
        return entities.computeIfAbsent(id, key -> new NaiveEntity());
    }

    /** What the accounts of a partition add up to. */
    NaiveEntity.Sum sum(String entity, int partition, YearMonth month) {
        BigInteger micros = BigInteger.ZERO;
        long events = 0;
        for (Map.Entry<String, NaiveAccount> account : accounts.entrySet()) {
            if (account.getKey().startsWith(entity + "/") && Partition.of(account.getKey()) == partition) {
                micros = micros.add(account.getValue().used(month));
                events += account.getValue().eventsIn(month);
            }
        }
        return new NaiveEntity.Sum(micros, events);
    }

    /** The months in which accounts of a partition have counted anything. */
    List<YearMonth> months(String entity, int partition) {
        return accounts.entrySet().stream()
                .filter(account ->
                        account.getKey().startsWith(entity + "/") && Partition.of(account.getKey()) == partition)
                .flatMap(account -> account.getValue().months().stream())
                .distinct()
                .sorted()
                .toList();
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
