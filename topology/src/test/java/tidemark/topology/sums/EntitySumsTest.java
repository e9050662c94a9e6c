package tidemark.topology.sums;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.ledger.Period;
import tidemark.topology.sums.Partition.Said;

/** R13: what a partition reports is what its rows add up to, whatever happened while they were summed up. */
class EntitySumsTest {

    private static final String START = "2026-11-10T00:00:00Z";
    private static final Duration SLICE = Duration.ofMillis(1);

    private final Partition partition = new Partition(START);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void R13_sums_are_exact_whatever_the_census_is_interleaved_with(long seed) {
        Random random = new Random(seed);
        Set<String> charged = new HashSet<>();
        for (int i = 0; i < 1_500; i++) {
            switch (random.nextInt(40)) {
                case 0 -> partition.restart();
                case 1 -> partition.limit("e" + random.nextInt(3), random.nextBoolean());
                case 39 -> partition.leeway("e" + random.nextInt(3), "2026-11", random.nextInt(500));
                case 2 -> partition.clock(partition.now().plus(Duration.ofHours(random.nextInt(100))));
                case 3, 4 -> partition.wakeAll();
                case 5, 6, 7, 8 -> partition.wake(SLICE);
                default -> {
                    String account = "e" + random.nextInt(3) + "/u" + random.nextInt(30);
                    Instant occurred = partition.now().minus(age(random));
                    partition.use(account, random.nextInt(120) - 20, occurred, partition.now());
                    charged.add(account.substring(0, 2) + ' ' + Period.at(occurred.toEpochMilli()));
                }
            }
        }
        partition.settle();

        assertThat(partition.slots.keySet()).isEqualTo(charged);
        partition.allExact();
    }

    /* Mostly of these days, sometimes of a month that was let go of. */
    private static Duration age(Random random) {
        return switch (random.nextInt(30)) {
            case 0 -> Duration.ofDays(random.nextInt(100));
            case 1, 2, 3 -> Duration.ofDays(random.nextInt(7));
            default -> Duration.ZERO;
        };
    }

    @Test
    void R13_while_the_census_is_under_way_accounts_on_both_sides_of_it_are_counted_once() {
        for (int i = 0; i < 50; i++) {
            partition.use("acme/u" + i, 1);
        }
        partition.restart();
        partition.wake(SLICE);
        partition.wake(SLICE);
        assertThat(partition.counting()).isTrue();

        for (int i = 0; i < 50; i++) {
            partition.use("acme/u" + i, 100);
        }
        partition.use("acme/a-first", 7);
        partition.use("acme/z-last", 7);
        assertThat(partition.said)
                .as("nothing is reported before all are counted")
                .isEmpty();
        partition.settle();

        assertThat(partition.said).containsExactly(new Said("acme", "2026-11", 5_064, 102));
    }

    @Test
    void R13_usage_before_the_first_slice_is_found_in_the_rows() {
        partition.use("acme/bob", 5);
        partition.settle();
        partition.restart();

        partition.use("acme/bob", 6);
        partition.settle();

        assertThat(partition.slots.get("acme 2026-11")).isEqualTo(new Said("acme", "2026-11", 11, 2));
    }

    @Test
    void R13_a_restart_in_the_midst_begins_at_the_first_account_again() {
        for (int i = 0; i < 50; i++) {
            partition.use("acme/u" + i, 1);
        }
        partition.restart();
        partition.wake(SLICE);
        assertThat(partition.counting()).isTrue();

        partition.restart();
        partition.settle();

        assertThat(partition.said).containsExactly(new Said("acme", "2026-11", 50, 50));
    }

    @Test
    void R13_a_first_task_has_nothing_to_count_and_reports_usage_at_once() {
        partition.use("acme/bob", 5);

        assertThat(partition.counting()).isFalse();
        partition.wakeAll();
        assertThat(partition.said).containsExactly(new Said("acme", "2026-11", 5, 1));
    }

    @Test
    void R13_two_months_are_open_at_a_time_and_both_survive_a_kill() {
        Instant november = partition.now();
        partition.use("acme/bob", 5);
        partition.use("acme/eve", 50);
        partition.clock(Instant.parse("2026-12-01T00:00:00Z"));
        partition.use("acme/bob", 7);
        partition.use("acme/eve", 70, november, partition.now());
        assertThat(partition.openMonths()).containsExactly("2026-11", "2026-12");

        partition.restart();
        partition.settle();

        assertThat(partition.said)
                .containsExactlyInAnyOrder(new Said("acme", "2026-11", 125, 3), new Said("acme", "2026-12", 7, 1));
    }

    @Test
    void R13_a_month_that_begins_during_the_census_needs_none() {
        for (int i = 0; i < 50; i++) {
            partition.use("acme/u" + i, 1);
        }
        partition.restart();
        partition.wake(SLICE);
        partition.clock(Instant.parse("2026-12-01T00:00:00Z"));
        partition.use("acme/u0", 3);
        partition.use("acme/u49", 4);
        partition.wake(Partition.URGENT);
        partition.settle();

        assertThat(partition.slots.get("acme 2026-12")).isEqualTo(new Said("acme", "2026-12", 7, 2));
        assertThat(partition.slots.get("acme 2026-11")).isEqualTo(new Said("acme", "2026-11", 50, 50));
    }

    @Test
    void R13_a_month_is_let_go_of_once_nothing_can_be_charged_to_it_and_all_of_it_is_reported() {
        partition.use("acme/bob", 5);
        partition.settle();
        partition.clock(Instant.parse("2026-12-07T00:00:00Z"));
        partition.use("acme/bob", 6);
        assertThat(partition.openMonths()).as("late usage may come").containsExactly("2026-11", "2026-12");
        partition.settle();

        partition.clock(Instant.parse("2027-01-01T00:00:00Z"));
        partition.use("acme/bob", 7);

        assertThat(partition.openMonths()).containsExactly("2026-12", "2027-01");
        partition.settle();
        partition.said.clear();
        partition.restart();
        partition.settle();
        assertThat(partition.said).extracting(Said::period).containsExactlyInAnyOrder("2026-12", "2027-01");
    }

    @Test
    void R13_a_month_with_something_unreported_is_not_let_go_of() {
        partition.use("acme/bob", 5);
        partition.clock(Instant.parse("2027-01-10T00:00:00Z"));
        partition.use("acme/bob", 6);
        assertThat(partition.openMonths()).containsExactly("2026-11", "2027-01");

        partition.restart();
        partition.settle();

        assertThat(partition.slots.get("acme 2026-11")).isEqualTo(new Said("acme", "2026-11", 5, 1));
    }

    @Test
    void R13_a_month_that_was_let_go_of_is_summed_up_anew_when_usage_comes_all_the_same() {
        Instant november = partition.now();
        partition.use("acme/bob", 5);
        partition.use("acme/eve", 50);
        partition.settle();
        partition.clock(Instant.parse("2027-01-10T00:00:00Z"));
        partition.use("acme/bob", 6);
        partition.settle();
        assertThat(partition.openMonths()).containsExactly("2027-01");

        partition.use("acme/bob", 8, november, partition.now());
        assertThat(partition.counting()).isTrue();
        partition.settle();

        assertThat(partition.slots.get("acme 2026-11")).isEqualTo(new Said("acme", "2026-11", 63, 3));
        assertThat(partition.censuses()).isEqualTo(1);
    }

    @Test
    void R13_a_census_that_has_to_begin_again_counts_nothing_twice() {
        Instant november = partition.now();
        for (int i = 0; i < 50; i++) {
            partition.use("acme/u" + i, 1);
        }
        partition.settle();
        partition.clock(Instant.parse("2027-01-10T00:00:00Z"));
        for (int i = 0; i < 50; i++) {
            partition.use("acme/u" + i, 100);
        }
        partition.restart();
        partition.wake(SLICE);
        partition.wake(SLICE);
        assertThat(partition.counting()).isTrue();

        partition.use("acme/u0", 8, november, partition.now());
        partition.settle();

        assertThat(partition.slots.get("acme 2027-01")).isEqualTo(new Said("acme", "2027-01", 5_000, 50));
        assertThat(partition.slots.get("acme 2026-11")).isEqualTo(new Said("acme", "2026-11", 58, 51));
    }

    @Test
    void R13_in_a_backlog_a_month_stays_open_as_long_as_its_usage_arrives() {
        partition.clock(Instant.parse("2027-06-01T00:00:00Z"));
        Instant arrival = Instant.parse("2026-11-30T12:00:00Z");
        for (int i = 0; i < 48; i++) {
            Instant occurred = i % 2 == 0 ? arrival : arrival.minus(Duration.ofDays(2));
            partition.use("acme/bob", 1, occurred, arrival);
            partition.settle();
            arrival = arrival.plus(Duration.ofHours(1));
        }

        assertThat(partition.censuses()).isZero();
        assertThat(partition.openMonths()).containsExactly("2026-11", "2026-12");
        partition.allExact();
    }

    @Test
    void R13_a_correction_may_take_a_sum_below_zero_and_to_nothing() {
        partition.use("acme/bob", 5);
        partition.use("acme/bob", -8);
        partition.settle();
        partition.use("acme/eve", 3);
        partition.settle();

        assertThat(partition.said)
                .containsExactly(new Said("acme", "2026-11", -3, 2), new Said("acme", "2026-11", 0, 3));
        partition.said.clear();
        partition.restart();
        partition.settle();
        assertThat(partition.said).containsExactly(new Said("acme", "2026-11", 0, 3));
    }
}
