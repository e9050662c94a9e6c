package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.ledger.Effect.LeewayChanged;
import tidemark.ledger.EntityCommand.Origin;
import tidemark.ledger.EntityCommand.Report;

/**
 * R13: partitions that report only what somebody may wait for, and an entity that tells them how much that is, have said what
 * the true total calls for whenever nothing is under way between them.
 */
class HeldBackSumsTest {

    private static final int PARTITIONS = 5;
    private static final Policy POLICY = Policy.DEFAULT;

    private final EntityLedger ledger = new EntityLedger(POLICY, PARTITIONS);
    private final long[] sums = new long[PARTITIONS];
    private final @Nullable Long[] reported = new Long[PARTITIONS];
    private final boolean[] fell = new boolean[PARTITIONS];
    private final KnownEntity[] known = new KnownEntity[PARTITIONS];
    private final Deque<Leeway> told = new ArrayDeque<>();
    private long now = LedgerSpec.millis("2026-11-15T12:00:00Z");
    private @Nullable Entity entity;
    private int changes;
    private int reports;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void R13_what_is_held_back_never_hides_a_threshold(long seed) {
        Random random = new Random(seed);
        begin();
        for (int i = 0; i < 3_000; i++) {
            switch (random.nextInt(200)) {
                case 0 -> limit((long) random.nextInt(1 << random.nextInt(20)));
                case 1 -> limit(null);
                case 2 -> turnMonth();
                case 3 -> reported[random.nextInt(PARTITIONS)] = null; // a task that starts anew
                default -> use(random.nextInt(PARTITIONS), random.nextInt(200) - 20);
            }
            settle();

            Entity told = row();
            assertThat(told.level()).isEqualTo(told.limit().levelOf(total(), POLICY.warningPercent()));
            assertThat(told.answer()).isEqualTo(told.limit().answerFor(total()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void R13_a_limit_that_is_far_away_costs_next_to_nothing(long seed) {
        Random random = new Random(seed);
        begin();
        limit(1_000_000_000L);
        settle();
        reports = 0;

        int events = 0;
        while (total() < 1_000_000_000L) {
            use(random.nextInt(PARTITIONS), random.nextInt(20_000));
            settle();
            events++;
        }

        assertThat(row().answer()).isEqualTo(Answer.BLOCK_UNTIL_MONTH_END);
        assertThat(events).isGreaterThan(90_000);
        // Both thresholds, each nearing in steps of a third, and the last of it event by event.
        assertThat(reports).isLessThan(events / 100);
    }

    private void begin() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            known[partition] = KnownEntity.UNKNOWN;
        }
        limit(null);
    }

    private void use(int partition, long micros) {
        sums[partition] += micros;
        fell[partition] |= micros < 0;
    }

    private void limit(@Nullable Long micros) {
        decide(new EntityCommand.Change(EntitySpec.limitChange("c-" + ++changes, micros), null));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            known[partition] = known[partition].with(row().terms());
        }
    }

    private void turnMonth() {
        now = Period.at(now).endMillis();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            sums[partition] = 0;
            reported[partition] = null;
            fell[partition] = false;
        }
        decide(new EntityCommand.Touch());
    }

    /** Urgent sums are reported and leeways are told, one by one, until neither is left. */
    private void settle() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int partition = 0; partition < PARTITIONS; partition++) {
                moved |= reportIfUrgent(partition);
            }
            while (!told.isEmpty()) {
                Leeway leeway = told.remove();
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    known[partition] = known[partition].with(leeway);
                }
                moved = true;
            }
        }
    }

    private boolean reportIfUrgent(int partition) {
        Long last = reported[partition];
        boolean differs = last == null || last != sums[partition] || fell[partition];
        long changed = last == null ? Long.MAX_VALUE : Math.abs(sums[partition] - last);
        if (!differs || !known[partition].isUrgent(Period.at(now), changed, fell[partition])) {
            return false;
        }
        reported[partition] = sums[partition];
        fell[partition] = false;
        reports++;
        Origin origin = new Origin("e", null);
        decide(new Report(Period.at(now), partition, sums[partition], reports, origin, origin));
        return true;
    }

    private void decide(EntityCommand command) {
        EntityStep step = ledger.decide(entity, command, period -> null, now);
        entity = step.entity();
        for (Effect effect : step.effects()) {
            if (effect instanceof LeewayChanged changed) {
                told.add(changed.leeway());
            }
        }
    }

    private long total() {
        long total = 0;
        for (long sum : sums) {
            total += sum;
        }
        return total;
    }

    private Entity row() {
        return Objects.requireNonNull(entity);
    }
}
