package tidemark.client.operation;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import tidemark.client.gate.Account;

/**
 * The countdowns of accounts with operations. One stays for a while after the last operation has ended, because an answer asked for right
 * then would not know yet what that operation has spent.
 */
final class Countdowns {

    private static final long SWEEP_EVERY_MILLIS = 10_000;

    private final Allowances allowances;
    private final InstantSource clock;
    private final long settlesAfterMillis;
    private final Silence silence = new Silence();
    private final Map<Account, Users> byAccount = new HashMap<>();
    private final Map<String, Bound> byEntity = new HashMap<>();
    private long sweptMillis;

    /** How many operations count down together. */
    private static final class Users {
        final Countdown countdown;
        int operations;

        Users(Countdown countdown) {
            this.countdown = countdown;
        }
    }

    Countdowns(Allowances allowances, OperationSettings settings) {
        this.allowances = allowances;
        this.clock = settings.clock();
        this.settlesAfterMillis = settings.settlesAfter().toMillis();
        this.sweptMillis = clock.millis();
    }

    synchronized Countdown take(Account account) {
        sweep();
        Users users = byAccount.computeIfAbsent(account, this::begin);
        users.operations++;
        return users.countdown;
    }

    synchronized void giveBack(Account account) {
        Users users = byAccount.get(account);
        if (users != null) {
            users.operations--;
        }
    }

    synchronized int size() {
        return byAccount.size();
    }

    private Users begin(Account account) {
        Bound entity = byEntity.computeIfAbsent(account.entityId(), id -> new Bound(settlesAfterMillis));
        return new Users(new Countdown(account, new Bound(settlesAfterMillis), entity, allowances, silence, clock));
    }

    private void sweep() {
        long now = clock.millis();
        if (Math.abs(now - sweptMillis) < SWEEP_EVERY_MILLIS) {
            return;
        }
        sweptMillis = now;
        byAccount.values().removeIf(users -> users.operations == 0 && users.countdown.isSettled(now));
        byEntity.keySet().removeIf(entity -> byAccount.keySet().stream()
                .noneMatch(account -> account.entityId().equals(entity)));
    }
}
