package tidemark.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.EntityTerms;
import tidemark.ledger.Limit;
import tidemark.ledger.Period;
import tidemark.topology.queries.EntityQueries;
import tidemark.topology.queries.EntityView;
import tidemark.topology.queries.QueryAnswer;

/** Entity queries that answer from memory; an unknown entity has zeros. */
final class FakeEntities implements EntityQueries {

    private final Map<String, Function<Period, QueryAnswer<EntityView>>> answers = new ConcurrentHashMap<>();

    private final Map<String, List<EntityView>> months = new ConcurrentHashMap<>();

    void put(String entity, QueryAnswer<EntityView> answer) {
        answers.put(entity, period -> answer);
    }

    void put(EntityView view) {
        put(view.entity(), new QueryAnswer.Here<>(view));
    }

    void answer(String entity, Function<Period, QueryAnswer<EntityView>> answer) {
        answers.put(entity, answer);
    }

    void fail(String entity, RuntimeException failure) {
        answers.put(entity, period -> {
            throw failure;
        });
    }

    void forget() {
        answers.clear();
        months.clear();
    }

    @Override
    public QueryAnswer<EntityView> usage(String entity, @Nullable Period period) {
        Period asked = period == null ? FakeQueries.CURRENT : period;
        return answers.getOrDefault(entity, month -> new QueryAnswer.Here<>(used(entity, month, 0, Limit.NONE)))
                .apply(asked);
    }

    void putMonths(String entity, EntityView... newestFirst) {
        months.put(entity, List.of(newestFirst));
    }

    @Override
    public QueryAnswer<List<EntityView>> everyMonth(String entity) {
        List<EntityView> known = months.get(entity);
        return known == null ? usage(entity, null).map(List::of) : new QueryAnswer.Here<>(known);
    }

    @Override
    public EntityQueries here() {
        return new Nearby(this);
    }

    private record Nearby(FakeEntities all) implements EntityQueries {

        @Override
        public QueryAnswer<EntityView> usage(String entity, @Nullable Period period) {
            return FakeQueries.hereOnly(all.usage(entity, period));
        }

        @Override
        public QueryAnswer<List<EntityView>> everyMonth(String entity) {
            return FakeQueries.hereOnly(all.everyMonth(entity));
        }

        @Override
        public EntityQueries here() {
            return this;
        }
    }

    /** An entity that nobody ever said anything about but its limit. */
    static EntityView used(String entity, Period period, long used, Limit limit) {
        return new EntityView(
                entity,
                limit.isNone() ? EntityTerms.NONE : new EntityTerms(null, null, limit, 1, "c1"),
                period,
                used,
                limit,
                0,
                used == 0 ? 0 : 1,
                limit.levelOf(used, 80),
                limit.answerFor(used).isBlock(),
                limit.isZero() ? null : Instant.ofEpochMilli(period.endMillis()),
                FakeQueries.NOW);
    }
}
