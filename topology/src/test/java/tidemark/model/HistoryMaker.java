package tidemark.model;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Command;
import tidemark.ledger.Entity;
import tidemark.ledger.EntityChange;
import tidemark.ledger.Limit;
import tidemark.ledger.Period;
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
    private @Nullable EntityChange lastChange;
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
        model.playEntity(act);
        if (act instanceof Act.Told one && !(one.command() instanceof Command.Touch)) {
            told.add(one);
        }
    }

    private Act next() {
        int dice = random.nextInt(120);
        if (dice >= 100) {
            return aboutAnEntity();
        }
        if (dice < 52) {
            return new Act.Told(account(), usage(), clocks.now());
        }
        if (dice < 66 && !told.isEmpty()) {
            return retry();
        }
        if (dice < 82) {
            return roleChange();
        }
        if (dice < 89) {
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

    /* mostly of the role that somebody holds, to a limit near what they have used */
    private Act roleChange() {
        String account = account();
        String entity = account.substring(0, account.indexOf('/'));
        Figures member = model.account(account).figures();
        String held = member.roleId();
        String role = held == null || random.nextInt(3) == 0 ? pick(ROLES) : held;
        Act.RoleChanged.Kind kind = kindFor(model.roles(entity).isActive(role));
        String other = null;
        if (kind == Act.RoleChanged.Kind.DUPLICATE || kind == Act.RoleChanged.Kind.DELETE) {
            other = role(2, 1);
        }
        return new Act.RoleChanged(entity, id("r"), kind, role, amounts.limitNear(member), other, clocks.now());
    }

    /* mostly a report: of a month that anything was counted in, the newest more often than not */
    private Act aboutAnEntity() {
        String account = account();
        String entity = account.substring(0, account.indexOf('/'));
        int dice = random.nextInt(20);
        if (dice == 0) {
            return new Act.EntityTouched(entity, clocks.now());
        }
        if (dice < 6) {
            return new Act.EntityChanged(entity, entityChange(entity), clocks.now());
        }
        int partition = random.nextInt(5) == 0 ? random.nextInt(Partition.COUNT) : Partition.of(account);
        List<YearMonth> months = model.months(entity, partition);
        if (months.isEmpty()) {
            return new Act.EntityTouched(entity, clocks.now());
        }
        YearMonth month = random.nextInt(3) > 0 ? months.get(months.size() - 1) : pick(months);
        return new Act.Reported(entity, partition, Period.parse(month.toString()), clocks.now());
    }

    private EntityChange entityChange(String entity) {
        EntityChange again = lastChange;
        if (again != null && random.nextInt(8) == 0) {
            String name = random.nextBoolean() ? again.displayName() : "another";
            return new EntityChange(again.changeId(), name, again.mspId(), again.keepsLimit(), again.limitMicros());
        }
        Entity row = model.entity(entity).row();
        Limit limit = amounts.limitNear(row == null ? 0 : row.used());
        boolean keeps = random.nextInt(4) == 0;
        EntityChange change = new EntityChange(
                id("n"),
                random.nextInt(3) == 0 ? "name " + random.nextInt(2) : null,
                random.nextInt(3) == 0 ? "msp" + random.nextInt(2) : null,
                keeps,
                keeps || limit.isNone() ? null : (Long) (random.nextInt(20) == 0 ? -1 : limit.micros()));
        lastChange = change;
        return change;
    }

    private Act.RoleChanged.Kind kindFor(boolean active) {
        int dice = random.nextInt(20);
        if (!active) {
            return dice < 14 ? Act.RoleChanged.Kind.CREATE : Act.RoleChanged.Kind.DUPLICATE;
        }
        if (dice < 13) {
            return Act.RoleChanged.Kind.LIMIT;
        }
        return dice < 16 ? Act.RoleChanged.Kind.RENAME : Act.RoleChanged.Kind.DELETE;
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
}
