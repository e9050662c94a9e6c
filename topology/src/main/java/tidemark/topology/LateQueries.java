package tidemark.topology;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.AccountId;
import tidemark.ledger.Limit;
import tidemark.ledger.Period;
import tidemark.topology.queries.AccountPage;
import tidemark.topology.queries.AccountQueries;
import tidemark.topology.queries.AccountSearch;
import tidemark.topology.queries.Among;
import tidemark.topology.queries.Copies;
import tidemark.topology.queries.EntityQueries;
import tidemark.topology.queries.EntityView;
import tidemark.topology.queries.LimitPreview;
import tidemark.topology.queries.Looked;
import tidemark.topology.queries.NodeQueries;
import tidemark.topology.queries.QueryAnswer;
import tidemark.topology.queries.SearchNotReady;
import tidemark.topology.queries.Sought;
import tidemark.topology.queries.UsageView;

/** The questions of a node that may not have been started yet, or no longer runs. */
final class LateQueries {

    private static final String STARTING = "The node is starting.";

    private LateQueries() {}

    /**
     * Answers as soon as there is somebody to answer.
     *
     * @param node the node's own questions; null: it does not run
     */
    static NodeQueries of(Supplier<@Nullable NodeQueries> node) {
        return new NodeQueries(
                new LateAccounts(node, NodeQueries::accounts),
                new LateEntities(node, NodeQueries::entities),
                new LateSearch(node));
    }

    private static <Q, V> QueryAnswer<V> ask(
            Supplier<@Nullable NodeQueries> node, Function<NodeQueries, Q> part, Function<Q, QueryAnswer<V>> question) {
        NodeQueries now = node.get();
        return now == null ? new QueryAnswer.NotReady<>(STARTING) : question.apply(part.apply(now));
    }

    private record LateAccounts(Supplier<@Nullable NodeQueries> node, Function<NodeQueries, AccountQueries> part)
            implements AccountQueries {

        @Override
        public QueryAnswer<UsageView> usage(AccountId account, @Nullable Period period) {
            return ask(node, part, queries -> queries.usage(account, period));
        }

        @Override
        public QueryAnswer<List<UsageView>> everyMonth(AccountId account) {
            return ask(node, part, queries -> queries.everyMonth(account));
        }

        @Override
        public AccountQueries here() {
            return new LateAccounts(node, queries -> part.apply(queries).here());
        }
    }

    private record LateEntities(Supplier<@Nullable NodeQueries> node, Function<NodeQueries, EntityQueries> part)
            implements EntityQueries {

        @Override
        public QueryAnswer<EntityView> usage(String entity, @Nullable Period period) {
            return ask(node, part, queries -> queries.usage(entity, period));
        }

        @Override
        public QueryAnswer<List<EntityView>> everyMonth(String entity) {
            return ask(node, part, queries -> queries.everyMonth(entity));
        }

        @Override
        public EntityQueries here() {
            return new LateEntities(node, queries -> part.apply(queries).here());
        }
    }

    private record LateSearch(Supplier<@Nullable NodeQueries> node) implements AccountSearch {

        @Override
        public Copies copies() {
            return search().copies();
        }

        @Override
        public Looked<AccountPage> page(Among among, Sought sought, @Nullable String after, int limit) {
            return search().page(among, sought, after, limit);
        }

        @Override
        public Looked<Boolean> all(Among among, Sought sought, Predicate<UsageView> each) {
            return search().all(among, sought, each);
        }

        @Override
        public Looked<Map<String, Long>> holders(Among among) {
            return search().holders(among);
        }

        @Override
        public Looked<LimitPreview> preview(Among among, String role, Limit limit, @Nullable String after, int most) {
            return search().preview(among, role, limit, after, most);
        }

        private AccountSearch search() {
            NodeQueries now = node.get();
            if (now == null) {
                throw new SearchNotReady(STARTING);
            }
            return now.search();
        }
    }
}
