package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.EntitySpec.given;

import org.junit.jupiter.api.Test;

/** R13: the total of an entity is the sum of the newest sum of each partition. */
class R13EntityTotalTest {

    private static final String BLOCK = "BLOCK until 2026-12-01T00:00:00Z: ENTITY_LIMIT_REACHED";

    @Test
    void r13_the_total_is_the_sum_of_the_newest_sum_of_each_partition() {
        given().reported(2, 10)
                .total(10)
                .reported(0, 5)
                .total(15)
                .reported(2, 30)
                .total(35)
                .reported(7, -4)
                .total(31)
                .reported(0, 1)
                .total(27);
    }

    @Test
    void r13_the_events_are_counted_over_all_partitions() {
        given().reported("2026-11", 0, 10, 3)
                .reported("2026-11", 1, 10, 4)
                .events(7)
                .reported("2026-11", 0, 12, 5)
                .events(9);
    }

    @Test
    void r13_the_same_sum_again_changes_nothing() {
        EntitySpec spec = given().limit(100).reported("2026-11", 0, 100, 4);
        Entity before = spec.entity();

        spec.when().reported("2026-11", 0, 100, 4).unchanged().thenNothing();

        assertThat(spec.entity()).isSameAs(before);
        spec.reported("2026-11", 0, 100, 5).applied().events(5);
    }

    @Test
    void r13_what_the_total_grows_by_while_it_is_blocked_is_summed_apart() {
        given().limit(100)
                .reported(0, 120)
                .whileBlocked(0)
                .reported(1, 30)
                .whileBlocked(30)
                .reported(0, 110)
                .whileBlocked(30)
                .reported(1, 31)
                .whileBlocked(31)
                .limit(1000)
                .reported(1, 50)
                .whileBlocked(31);
    }

    @Test
    void r13_a_total_below_zero_is_fine() {
        given().limit(100)
                .reported(0, 100)
                .when()
                .reported(0, -20)
                .then("ALLOW: USAGE_CORRECTED")
                .total(-20)
                .level(Level.NONE);
    }

    @Test
    void r13_totals_are_held_at_the_end_of_the_range_and_exact_when_they_come_back() {
        long max = Credits.MAX_MICROS;
        EntitySpec spec = given().limit(max)
                .reported(0, max - 5)
                .when()
                .reported(1, max)
                .then("exceeded at " + max + " of " + max, BLOCK)
                .total(max)
                .reported(2, Long.MAX_VALUE)
                .thenNothing()
                .total(max);
        assertThat(spec.entity().slots().isSaturated()).isTrue();

        spec.reported(2, 0).reported(1, 3).then("ALLOW: USAGE_CORRECTED").total(max - 2);
        assertThat(spec.entity().slots().isSaturated()).isFalse();
        spec.reported(0, Long.MIN_VALUE).reported(1, Long.MIN_VALUE).total(-max);
        assertThat(spec.entity().slots().isSaturated()).isTrue();
        spec.reported(0, -8).reported(1, 3).total(-5);
    }
}
