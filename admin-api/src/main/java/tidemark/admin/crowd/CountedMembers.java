package tidemark.admin.crowd;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tidemark.topology.queries.AccountSearch;
import tidemark.topology.queries.Looked;

/**
 * Counts the members of roles when somebody asks, on all nodes. A count is good for twenty times as long as it took, so that counting never
 * takes more than a twentieth of a thread for an entity, however often it is asked for, and is fresh where it is cheap.
 */
final class CountedMembers implements MemberCounts {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int GOOD_FOR_TIMES = 20;
    private static final int MOST_ENTITIES = 1_000;

    private final Gathering gathering;
    private final LongSupplier nanoTime;
    private final Kind<Question, Found> kind;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST_ENTITIES;
        }
    };

    CountedMembers(AccountSearch search, Gathering gathering, LongSupplier nanoTime) {
        this.gathering = gathering;
        this.nanoTime = nanoTime;
        this.kind = new Kind<>("holders", Question.class, Found.class, PATIENCE, (among, asked) -> {
            Looked<Map<String, Long>> looked = search.holders(among);
            return new Looked<>(new Found(looked.found()), looked.partitions(), looked.lagRecords());
        });
    }

    Kind<Question, Found> kind() {
        return kind;
    }

    @Override
    public synchronized CompletableFuture<Map<String, Long>> of(String entity, @Nullable String authorization) {
        Count known = counts.get(entity);
        long now = nanoTime.getAsLong();
        if (known == null || !known.isGood(now)) {
            known = new Count(count(entity, authorization), now, nanoTime);
            counts.put(entity, known);
        }
        return known.result.copy();
    }

    private CompletableFuture<Map<String, Long>> count(String entity, @Nullable String authorization) {
        return gathering.gather(kind, entity, new Question(), authorization).thenApply(found -> {
            Map<String, Long> sums = new HashMap<>();
            Merged.of(found).findings().forEach(part -> part.members()
                    .forEach((role, count) -> sums.merge(role, count, Long::sum)));
            return Map.copyOf(sums);
        });
    }

    /** What one node asks another: there is but one such question. */
    record Question() {}

    /** What a node counted. */
    record Found(Map<String, Long> members) {}

    private static final class Count {

        private final CompletableFuture<Map<String, Long>> result;
        private final long startNanos;
        private volatile long endNanos;

        Count(CompletableFuture<Map<String, Long>> counting, long startNanos, LongSupplier nanoTime) {
            this.startNanos = startNanos;
            this.endNanos = startNanos;
            this.result = counting.whenComplete((found, failure) -> endNanos = nanoTime.getAsLong());
        }

        /* Who comes while it is counted waits for that count. */
        boolean isGood(long now) {
            if (!result.isDone()) {
                return true;
            }
            return !result.isCompletedExceptionally() && now - endNanos < GOOD_FOR_TIMES * (endNanos - startNanos);
        }
    }
}
