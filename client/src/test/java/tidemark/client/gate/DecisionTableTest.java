package tidemark.client.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import tidemark.events.DecisionReason;

class DecisionTableTest {

    private final DecisionTable table = new DecisionTable();

    @Test
    void keeps_what_a_map_would_keep() {
        Random random = new Random(6);
        Map<Long, Long> model = new HashMap<>();
        for (int step = 1; step <= 200_000; step++) {
            long key = random.nextInt(step < 100_000 ? 20_000 : 200);
            if (random.nextInt(3) == 0) {
                table.remove(high(key), low(key));
                model.remove(key);
            } else {
                table.put(row(key, step));
                model.put(key, (long) step);
            }
        }
        assertThat(table.size()).isEqualTo(model.size());
        for (long key = 0; key < 20_000; key++) {
            KnownDecision found = table.with(high(key), low(key));
            assertThat(found == null ? null : found.sequence()).isEqualTo(model.get(key));
        }
    }

    @Test
    void an_older_row_does_not_take_the_place_of_a_newer_one() {
        assertThat(table.put(row(1, 7))).isNull();
        assertThat(table.put(row(1, 6))).isNotNull();
        assertThat(table.with(high(1), low(1))).isNotNull().matches(row -> row.sequence() == 7);
        assertThat(table.put(row(1, 8))).isNotNull().matches(row -> row.sequence() == 7);
        assertThat(table.remove(high(1), low(1))).isNotNull().matches(row -> row.sequence() == 8);
        assertThat(table.size()).isZero();
    }

    @Test
    void accounts_whose_places_and_tags_are_the_same_are_told_apart() {
        for (int i = 0; i < 100; i++) {
            table.put(new KnownDecision(BlockedBy.USER, DecisionReason.USER_LIMIT_REACHED, i, 0, 0, 7, (long) i << 32));
        }
        table.remove(7, 50L << 32);
        for (int i = 0; i < 100; i++) {
            KnownDecision found = table.with(7, (long) i << 32);
            assertThat(found == null ? -1 : found.sequence()).isEqualTo(i == 50 ? -1 : i);
        }
    }

    @Test
    void an_account_with_a_hash_of_nothing_but_zeros_is_one_like_others() {
        assertThat(table.with(0, 0)).isNull();
        table.remove(0, 0);
        table.put(new KnownDecision(BlockedBy.USER, DecisionReason.USER_LIMIT_REACHED, 1, 0, 0, 0, 0));
        assertThat(table.with(0, 0)).isNotNull();
        table.remove(0, 0);
        assertThat(table.with(0, 0)).isNull();
        assertThat(table.size()).isZero();
    }

    @Test
    void readers_always_find_who_stays_while_others_come_and_go() throws Exception {
        int staying = 500;
        for (long key = 0; key < staying; key++) {
            table.put(row(key, 1));
        }
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(2);
        List<Future<Long>> missed = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            missed.add(readers.submit(() -> misses(staying, done)));
        }
        Random random = new Random(6);
        for (int step = 2; step < 400_000; step++) {
            long other = 500L + random.nextInt(20_000);
            if (random.nextBoolean()) {
                table.put(row(other, step));
            } else {
                table.remove(high(other), low(other));
            }
            table.put(row(random.nextInt(staying), step));
        }
        done.set(true);
        for (Future<Long> of : missed) {
            assertThat(of.get()).isZero();
        }
        readers.shutdown();
    }

    private long misses(long staying, AtomicBoolean done) {
        long misses = 0;
        while (!done.get()) {
            for (long key = 0; key < staying; key++) {
                KnownDecision row = table.with(high(key), low(key));
                misses += row == null || row.keyHigh() != high(key) ? 1 : 0;
            }
        }
        return misses;
    }

    private static KnownDecision row(long key, long sequence) {
        return new KnownDecision(
                BlockedBy.USER, DecisionReason.USER_LIMIT_REACHED, sequence, key, Verdict.NEVER, high(key), low(key));
    }

    private static long high(long key) {
        return key * 0x9e3779b97f4a7c15L;
    }

    private static long low(long key) {
        return (key + 1) * 0xc2b2ae3d27d4eb4fL;
    }
}
