package tidemark.topology.queries;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Ledger;
import tidemark.ledger.Limit;
import tidemark.ledger.Policy;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.rows.Keys;

/**
 * Looks at the accounts in the stores of one test driver as if they were spread over several partitions. As on a node, what is known of
 * roles is on each.
 */
public final class StoreSearch implements AccountSearch {

    private final int partitions;
    private final Function<String, KeyValueStore<Bytes, Object>> stores;
    private final Supplier<Instant> clock;
    private final Ledger ledger = new Ledger(Policy.DEFAULT);

    public StoreSearch(int partitions, Function<String, KeyValueStore<Bytes, Object>> stores, Supplier<Instant> clock) {
        this.partitions = partitions;
        this.stores = stores;
        this.clock = clock;
    }

    /** Everything that there is, in any copy. */
    public Among everywhere(String entity) {
        return new Among(entity, IntStream.range(0, partitions).boxed().collect(Collectors.toSet()), false);
    }

    @Override
    public Copies copies() {
        return Copies.alone(partitions);
    }

    @Override
    public Looked<AccountPage> page(Among among, Sought sought, @Nullable String after, int limit) {
        return look(among, survey -> survey.page(sought, after, limit));
    }

    @Override
    public Looked<Boolean> all(Among among, Sought sought, Predicate<UsageView> each) {
        return look(among, survey -> survey.all(sought, each));
    }

    @Override
    public Looked<Map<String, Long>> holders(Among among) {
        return look(among, Survey::holders);
    }

    @Override
    public Looked<LimitPreview> preview(Among among, String role, Limit limit, @Nullable String after, int most) {
        return look(among, survey -> survey.preview(role, limit, after, most));
    }

    private <F> Looked<F> look(Among among, Function<Survey, F> question) {
        List<CopyReader> copies = new ArrayList<>();
        for (int partition : among.partitions()) {
            copies.add(new Slice(partition));
        }
        UsageViews views = new UsageViews(ledger, Policy.DEFAULT.monthsKept());
        Survey survey = new Survey(copies, among.entity(), ledger, views, clock.get());
        return new Looked<>(question.apply(survey), Set.copyOf(among.partitions()), null);
    }

    /** The rows of those users who belong to one partition. */
    private final class Slice implements CopyReader {

        private final int partition;

        Slice(int partition) {
            this.partition = partition;
        }

        @Override
        public <V> @Nullable V get(String store, Bytes key, Class<V> type) {
            return type.cast(stores.apply(store).get(key));
        }

        @Override
        public KeyValueIterator<Bytes, Object> range(String store, Bytes from, Bytes to) {
            NavigableMap<Bytes, Object> rows = new TreeMap<>();
            try (KeyValueIterator<Bytes, Object> all = stores.apply(store).range(from, to)) {
                all.forEachRemaining(row -> {
                    if (isHere(store, row.key)) {
                        rows.put(row.key, row.value);
                    }
                });
            }
            return new Rows(rows);
        }

        private boolean isHere(String store, Bytes key) {
            String user = store.equals(StoreNames.ROLE_MEMBERS)
                    ? Keys.userOf(key)
                    : Keys.text(key).substring(Keys.text(key).indexOf('/') + 1);
            return store.equals(StoreNames.KNOWN_ROLES) || Math.floorMod(user.hashCode(), partitions) == partition;
        }
    }

    private static final class Rows implements KeyValueIterator<Bytes, Object> {

        private final NavigableMap<Bytes, Object> rows;

        Rows(NavigableMap<Bytes, Object> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            return !rows.isEmpty();
        }

        @Override
        public KeyValue<Bytes, Object> next() {
            Map.Entry<Bytes, Object> first = rows.pollFirstEntry();
            return KeyValue.pair(first.getKey(), first.getValue());
        }

        @Override
        public Bytes peekNextKey() {
            return rows.firstKey();
        }

        @Override
        public void close() {
            rows.clear();
        }
    }
}
