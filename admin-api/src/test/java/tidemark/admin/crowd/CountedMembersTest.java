package tidemark.admin.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tidemark.ledger.Limit;
import tidemark.topology.queries.AccountPage;
import tidemark.topology.queries.AccountSearch;
import tidemark.topology.queries.Among;
import tidemark.topology.queries.Copies;
import tidemark.topology.queries.LimitPreview;
import tidemark.topology.queries.Looked;
import tidemark.topology.queries.SearchTooLong;
import tidemark.topology.queries.Sought;
import tidemark.topology.queries.UsageView;

/** A count is good for as long as it was dear. */
final class CountedMembersTest {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger counted = new AtomicInteger();
    private final Scans scans = new Scans();
    private volatile Duration takes = Duration.ofMillis(10);
    private volatile boolean fails;

    private final CountedMembers members = new CountedMembers(
            new Counting(),
            new Gathering(
                    new Counting(),
                    (node, path, question, auth, patience) -> CompletableFuture.failedFuture(new AssertionError()),
                    scans),
            nanos::get);

    @AfterEach
    void close() {
        scans.close();
    }

    @Test
    void it_is_good_for_twenty_times_what_it_took() throws Exception {
        assertThat(members.of("acme", null).get()).isEqualTo(Map.of("analyst", 1L));
        pass(Duration.ofMillis(199));
        assertThat(members.of("acme", null).get()).isEqualTo(Map.of("analyst", 1L));
        pass(Duration.ofMillis(1));
        assertThat(members.of("acme", null).get()).isEqualTo(Map.of("analyst", 2L));
    }

    @Test
    void each_entity_has_its_own() throws Exception {
        assertThat(members.of("acme", null).get()).isEqualTo(Map.of("analyst", 1L));
        assertThat(members.of("globex", null).get()).isEqualTo(Map.of("analyst", 2L));
        assertThat(members.of("acme", null).get()).isEqualTo(Map.of("analyst", 1L));
    }

    @Test
    void a_failure_is_not_kept() throws Exception {
        fails = true;
        assertThat(members.of("acme", null)).failsWithin(Duration.ofSeconds(10));
        fails = false;
        assertThat(members.of("acme", null).get()).isEqualTo(Map.of("analyst", 2L));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** One partition, whose members become one more each time they are counted. */
    private final class Counting implements AccountSearch {

        @Override
        public Copies copies() {
            return Copies.alone(1);
        }

        @Override
        public Looked<Map<String, Long>> holders(Among among) {
            pass(takes);
            long count = counted.incrementAndGet();
            if (fails) {
                throw new SearchTooLong();
            }
            return new Looked<>(Map.of("analyst", count), Set.of(0), null);
        }

        @Override
        public Looked<AccountPage> page(Among among, Sought sought, @Nullable String after, int limit) {
            throw new AssertionError();
        }

        @Override
        public Looked<Boolean> all(Among among, Sought sought, Predicate<UsageView> each) {
            throw new AssertionError();
        }

        @Override
        public Looked<LimitPreview> preview(Among among, String role, Limit limit, @Nullable String after, int most) {
            throw new AssertionError();
        }
    }
}
