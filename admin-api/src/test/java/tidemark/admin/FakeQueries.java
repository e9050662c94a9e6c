package tidemark.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.AccountId;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.Period;
import tidemark.topology.queries.AccountQueries;
import tidemark.topology.queries.QueryAnswer;
import tidemark.topology.queries.UsageView;

/** Account queries that answer from memory; an unknown account has zeros. */
final class FakeQueries implements AccountQueries {

    static final Instant NOW = Instant.parse("2026-11-22T09:30:00.120Z");
    static final Period CURRENT = Period.parse("2026-11");

    private final Map<AccountId, Function<Period, QueryAnswer<UsageView>>> answers = new ConcurrentHashMap<>();

    private final Map<AccountId, List<UsageView>> months = new ConcurrentHashMap<>();
    private volatile @Nullable FakeQueries copies;

    void put(String entity, String user, QueryAnswer<UsageView> answer) {
        answers.put(new AccountId(entity, user), period -> answer);
    }

    void put(UsageView view) {
        put(view.account().entity(), view.account().user(), new QueryAnswer.Here<>(view));
    }

    void fail(String entity, String user, RuntimeException failure) {
        answers.put(new AccountId(entity, user), period -> {
            throw failure;
        });
    }

    void fail(String entity, String user, Error failure) {
        answers.put(new AccountId(entity, user), period -> {
            throw failure;
        });
    }

    void hold(String entity, String user, Runnable until) {
        AccountId account = new AccountId(entity, user);
        answers.put(account, period -> {
            until.run();
            return new QueryAnswer.Here<>(zeros(account, period));
        });
    }

    void forget() {
        answers.clear();
        months.clear();
        copies = null;
    }

    @Override
    public QueryAnswer<UsageView> usage(AccountId account, @Nullable Period period) {
        Period asked = period == null ? CURRENT : period;
        return answers.getOrDefault(account, p -> new QueryAnswer.Here<>(zeros(account, p)))
                .apply(asked);
    }

    void putMonths(String entity, String user, UsageView... newestFirst) {
        months.put(new AccountId(entity, user), List.of(newestFirst));
    }

    @Override
    public QueryAnswer<List<UsageView>> everyMonth(AccountId account) {
        List<UsageView> known = months.get(account);
        return known == null ? usage(account, null).map(List::of) : new QueryAnswer.Here<>(known);
    }

    /** The copies here: what is said to be elsewhere is not among them, unless it was put there. */
    @Override
    public AccountQueries here() {
        FakeQueries here = copies;
        return here == null ? new Nearby(this) : here;
    }

    /** Says what a copy that is here answers while others are said to have the accounts. */
    void putCopies(FakeQueries here) {
        copies = here;
    }

    private record Nearby(FakeQueries all) implements AccountQueries {

        @Override
        public QueryAnswer<UsageView> usage(AccountId account, @Nullable Period period) {
            return hereOnly(all.usage(account, period));
        }

        @Override
        public QueryAnswer<List<UsageView>> everyMonth(AccountId account) {
            return hereOnly(all.everyMonth(account));
        }

        @Override
        public AccountQueries here() {
            return this;
        }
    }

    static <V> QueryAnswer<V> hereOnly(QueryAnswer<V> answer) {
        return answer instanceof QueryAnswer.Elsewhere<V> ? new QueryAnswer.NotReady<>("It is not here.") : answer;
    }

    static UsageView zeros(AccountId account, Period period) {
        Instant end = Instant.ofEpochMilli(period.endMillis());
        return new UsageView(account, period, 0, Limit.NONE, 0, 0, Level.NONE, false, null, null, null, end, NOW);
    }

    static UsageView used(String user, long used, Limit limit) {
        UsageView zeros = zeros(new AccountId("acme", user), CURRENT);
        boolean blocked = limit.answerFor(used).isBlock();
        return new UsageView(
                zeros.account(),
                CURRENT,
                used,
                limit,
                0,
                1,
                limit.levelOf(used, 80),
                blocked,
                null,
                null,
                null,
                limit.isZero() ? null : zeros.resetsAt(),
                NOW);
    }
}
