package tidemark.topology.sums;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import tidemark.ledger.Leeway;
import tidemark.ledger.Period;
import tidemark.topology.sums.Partition.Said;

/** R13: a sum that somebody may wait for is reported soon, any other takes its time, and each is reported once. */
class SumDeskTest {

    private static final String START = "2026-11-10T00:00:00Z";
    private static final Duration SLICE = Duration.ofMillis(1);

    private final Partition partition = new Partition(START);

    @Test
    void R13_a_sum_is_reported_once_in_an_interval_however_often_it_changes() {
        partition.clock(partition.now().truncatedTo(ChronoUnit.SECONDS).plusMillis(130));
        partition.limit("acme", true);
        partition.use("acme/bob", 1);
        assertThat(partition.scheduled()).contains(Duration.ofMillis(70));
        partition.use("acme/bob", 1);
        partition.use("acme/eve", 1);
        partition.use("free/bob", 1);
        assertThat(partition.scheduled()).contains(Duration.ofMillis(870));

        partition.wake(Duration.ofMillis(70));
        assertThat(partition.said).containsExactly(new Said("acme", "2026-11", 3, 3));
        assertThat(partition.commits()).as("somebody may be blocked").isEqualTo(1);
        partition.wakeAll();
        assertThat(partition.said).hasSize(2).contains(new Said("free", "2026-11", 1, 1));
        assertThat(partition.commits()).as("nobody waits for that").isEqualTo(1);
        partition.settle();
        assertThat(partition.said).hasSize(2);
    }

    @Test
    void nothing_is_scheduled_while_no_sum_waits() {
        partition.settle();
        assertThat(partition.scheduled()).isEmpty();

        for (int i = 0; i < 100; i++) {
            partition.use("acme/bob", 1);
        }
        assertThat(partition.scheduled()).hasSize(1);
        partition.wakeAll();
        assertThat(partition.scheduled()).as("it waits in one place").isEmpty();
    }

    @Test
    void R13_many_sums_are_reported_in_slices_each_once() {
        for (int i = 0; i < 100; i++) {
            partition.use("e" + i + "/bob", i);
        }
        partition.wakeAll();
        assertThat(partition.said).hasSizeBetween(1, 20);
        assertThat(partition.scheduled()).contains(Duration.ofMillis(1));

        partition.use("e99/bob", 1);
        partition.settle();

        assertThat(partition.said).hasSize(100).extracting(Said::entity).doesNotHaveDuplicates();
        partition.allExact();
    }

    @Test
    void R13_a_sum_that_waits_is_hurried_when_its_entity_gets_a_limit() {
        partition.settle();
        partition.use("acme/bob", 1);
        partition.use("free/bob", 1);
        partition.wake(Partition.URGENT);
        assertThat(partition.said).isEmpty();

        partition.limit("acme", true);
        partition.wake(Partition.URGENT);

        assertThat(partition.said).containsExactly(new Said("acme", "2026-11", 1, 1));
        partition.settle();
        assertThat(partition.said).hasSize(2);
        partition.use("acme/bob", 1);
        partition.wake(Partition.URGENT);
        assertThat(partition.said).as("from now on all are").hasSize(3);
    }

    @Test
    void R13_an_entity_without_limit_any_more_takes_its_time_again() {
        partition.limit("acme", true);
        partition.use("acme/bob", 1);
        partition.settle();
        partition.limit("acme", false);

        partition.use("acme/bob", 1);
        partition.wake(Partition.URGENT);

        assertThat(partition.said).hasSize(1);
        partition.settle();
        assertThat(partition.said).hasSize(2);
    }

    @Test
    void R13_a_limit_that_comes_during_the_census_hurries_what_was_counted() {
        for (int i = 0; i < 50; i++) {
            partition.use("acme/u" + i, 1);
        }
        partition.restart();
        partition.wake(SLICE);
        partition.limit("acme", true);
        while (partition.counting()) {
            partition.wake(SLICE);
        }

        partition.wake(Partition.URGENT);

        assertThat(partition.said).containsExactly(new Said("acme", "2026-11", 50, 50));
    }

    @Test
    void R13_a_sum_waits_with_the_others_until_it_has_changed_by_more_than_its_leeway() {
        partition.limit("acme", true);
        partition.leeway("acme", "2026-11", 100);
        partition.use("acme/bob", 40);
        partition.wake(Partition.URGENT);
        assertThat(partition.said).as("what was never reported may be anything").hasSize(1);

        partition.use("acme/bob", 60);
        partition.use("acme/eve", 40);
        partition.wake(Partition.URGENT);
        assertThat(partition.said).as("100 more may wait").hasSize(1);
        partition.use("acme/eve", 1);
        partition.wake(Partition.URGENT);

        assertThat(partition.said).hasSize(2).contains(new Said("acme", "2026-11", 141, 4));
        assertThat(partition.commits()).isEqualTo(2);
        partition.use("acme/eve", 100);
        partition.wakeAll();
        assertThat(partition.said).as("it is counted from what was reported").hasSize(3);
        assertThat(partition.commits()).isEqualTo(2);
        partition.settle();
        assertThat(partition.said).as("each once").hasSize(3);
    }

    @Test
    void R13_a_correction_does_not_wait() {
        partition.limit("acme", true);
        partition.leeway("acme", "2026-11", 100);
        partition.use("acme/bob", 40);
        partition.settle();

        partition.use("acme/bob", -1);
        partition.use("acme/bob", 1);
        partition.wake(Partition.URGENT);
        assertThat(partition.said).hasSize(2).contains(new Said("acme", "2026-11", 40, 3));

        partition.use("acme/bob", 1);
        partition.wake(Partition.URGENT);
        assertThat(partition.said).as("what comes after it does").hasSize(2);
    }

    @Test
    void R13_a_sum_that_waits_is_hurried_when_the_leeway_shrinks() {
        partition.limit("acme", true);
        partition.leeway("acme", "2026-11", 100);
        partition.use("acme/bob", 40);
        partition.settle();
        partition.use("acme/bob", 50);
        partition.leeway("acme", "2026-11", 50);
        partition.wake(Partition.URGENT);
        assertThat(partition.said).hasSize(1);

        partition.leeway("acme", "2026-11", 49);
        partition.wake(Partition.URGENT);

        assertThat(partition.said).hasSize(2);
    }

    @Test
    void R13_a_month_that_no_leeway_was_told_for_does_not_wait_and_one_that_is_over_does() {
        partition.limit("acme", true);
        partition.leeway("acme", "2026-11", 100);
        Instant november = partition.now();
        partition.clock(Instant.parse("2026-12-01T00:00:00Z"));
        partition.use("acme/bob", 1);
        partition.wake(Partition.URGENT);
        assertThat(partition.said).containsExactly(new Said("acme", "2026-12", 1, 1));

        partition.leeway("acme", "2026-12", 100);
        partition.use("acme/bob", 500, november, partition.now());
        partition.wake(Partition.URGENT);

        assertThat(partition.said).hasSize(1);
        partition.settle();
        assertThat(partition.said).hasSize(2).contains(new Said("acme", "2026-11", 500, 1));
    }

    @Test
    void R13_after_a_restart_everything_is_reported_soon_again() {
        partition.limit("acme", true);
        partition.leeway("acme", "2026-11", 100);
        partition.use("acme/bob", 40);
        partition.settle();
        partition.use("acme/bob", 5);
        partition.restart();
        while (partition.counting()) {
            partition.wake(SLICE);
        }

        partition.wake(Partition.URGENT);

        assertThat(partition.said).hasSize(2).contains(new Said("acme", "2026-11", 45, 2));
    }

    @Test
    void R13_sums_at_both_ends_of_long_are_as_far_apart_as_can_be() {
        partition.limit("acme", true);
        partition.leeway("acme", "2026-11", Leeway.UNBOUNDED);
        Sum sum = new Sum("acme", Period.parse("2026-11"), partition.known("acme"));
        sum.add(Long.MAX_VALUE, 1);
        sum.reported();
        assertThat(sum.isUrgent()).isFalse();

        sum.add(Long.MIN_VALUE, 1);
        sum.add(Long.MIN_VALUE, 1);

        assertThat(sum.isUrgent()).isTrue();
    }
}
