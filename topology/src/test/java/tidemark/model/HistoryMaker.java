package tidemark.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Command;
import tidemark.ledger.Limit;
import tidemark.ledger.Policy;

/** Makes random histories in which the awkward happens often. It looks at the model to aim at thresholds. */
final class HistoryMaker {

    private static final List<String> ACCOUNTS = List.of("acme/ann", "acme/bob", "globex/ann");
    private static final List<String> ROLES = List.of("dev", "ops", "temp");

    private final SplittableRandom random;
    private final NaiveWorld model = new NaiveWorld();
    private final Clocks clocks;
    private final Amounts amounts;
    private final List<Act.Told> told = new ArrayList<>();
    private final List<Act> history = new ArrayList<>();
    private final String favourite;
    private int ids;

    private HistoryMaker(long seed) {
        random = new SplittableRandom(seed);
        clocks = new Clocks(random, Policy.DEFAULT);
        amounts = new Amounts(random);
        favourite = pick(ACCOUNTS);
    }

    static List<Act> history(long seed, int steps) {
        HistoryMaker maker = new HistoryMaker(seed);
        while (maker.history.size() < steps) {
            maker.add();
        }
        return maker.history;
    }

    private void add() {
        clocks.tick();
        Act act = next();
        history.add(act);
        model.play(act);
        if (act instanceof Act.Told one && !(one.command() instanceof Command.Touch)) {
            told.add(one);
        }
    }

    private Act next() {
        int dice = random.nextInt(100);
        if (dice < 52) {
            return new Act.Told(account(), usage(), clocks.now());
        }
        if (dice < 66 && !told.isEmpty()) {
            return retry();
        }
        if (dice < 78) {
            return roleChange();
        }
        if (dice < 88) {
            return new Act.Told(account(), new Command.Assign(id("c"), role(8, 1)), clocks.now());
        }
        if (dice < 98) {
            return new Act.Told(account(), new Command.Touch(), clocks.now());
        }
        return new Act.Restarted(random.nextInt(3) == 0 ? 80 : 1 + random.nextInt(100), clocks.now());
    }

    private Command.Charge usage() {
        String account = account();
        Figures figures = model.account(account).figures();
        long arrival = clocks.arrival();
        String source = random.nextInt(4) == 0 ? "meter" : null;
        String operation = random.nextInt(4) == 0 ? "op" + random.nextInt(3) : null;
        long micros = amounts.near(figures, model.policy().warningPercent());
        return new Command.Charge(source, id("e"), clocks.occurred(arrival), arrival, micros, operation);
    }

    /* the same id again: as it was, stamped anew, with another amount, from another source, on another account */
    private Act retry() {
        int back = random.nextInt(3) == 0 ? told.size() : Math.min(told.size(), 14);
        Act.Told first = told.get(told.size() - 1 - random.nextInt(back));
        String account = random.nextInt(6) == 0 ? account() : first.account();
        if (first.command() instanceof Command.Assign assign) {
            String role = random.nextInt(4) == 0 ? role(8, 1) : assign.roleId();
            return new Act.Told(account, new Command.Assign(assign.changeId(), role), clocks.now());
        }
        Command.Charge charge = (Command.Charge) first.command();
        long arrival = clocks.arrivalOfRetry(charge.arrival());
        boolean other = random.nextInt(5) == 0;
        return new Act.Told(
                account,
                new Command.Charge(
                        random.nextInt(8) == 0 ? "meter" : charge.source(),
                        charge.eventId(),
                        random.nextBoolean() ? charge.occurredAt() : clocks.occurred(arrival),
                        arrival,
                        other ? charge.micros() + (random.nextBoolean() ? 1 : -1) : charge.micros(),
                        charge.operationId()),
                clocks.now());
    }

    private Act roleChange() {
        String entity = random.nextInt(3) == 0 ? "globex" : "acme";
        String role = pick(ROLES);
        boolean active = model.roles(entity).isActive(role);
        Act.RoleChanged.Kind kind = Act.RoleChanged.Kind.CREATE;
        if (active) {
            int dice = random.nextInt(10);
            kind = dice < 5
                    ? Act.RoleChanged.Kind.LIMIT
                    : dice < 7 ? Act.RoleChanged.Kind.RENAME : Act.RoleChanged.Kind.DELETE;
        }
        String target = kind == Act.RoleChanged.Kind.DELETE ? role(1, 1) : null;
        Figures someone = model.account(account()).figures();
        Limit limit = amounts.limitNear(someone);
        return new Act.RoleChanged(entity, id("r"), kind, role, limit, target, clocks.now());
    }

    private String account() {
        return random.nextInt(3) > 0 ? favourite : pick(ACCOUNTS);
    }

    private @Nullable String role(int some, int none) {
        return random.nextInt(some + none) < none ? null : pick(ROLES);
    }

    private String id(String prefix) {
        return prefix + ++ids;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    static long days(long days) {
        return Duration.ofDays(days).toMillis();
    }
}
