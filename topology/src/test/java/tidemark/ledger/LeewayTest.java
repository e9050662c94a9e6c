package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidemark.ledger.EntitySpec.given;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R13: how much ten partitions may add before somebody waits for their sums. */
class LeewayTest {

    private static final Period NOVEMBER = Period.parse("2026-11");
    private static final long UNBOUNDED = Leeway.UNBOUNDED;

    // What is told

    @Test
    void R13_together_they_may_hold_back_half_of_what_is_missing_to_the_next_threshold() {
        given().when().limit(100_000).leeways(4_000L);
        given().limit(100_000).when().reported(0, 60_000).leeways(1_000L);
        given().limit(100_000).when().reported(0, 80_000).leeways(1_000L);
        given().limit(100_000).warningPercent(100).when().reported(0, 80_000).leeways(1_000L);
    }

    @Test
    void R13_it_is_told_anew_when_a_third_of_what_was_missing_is_used_and_not_sooner() {
        EntitySpec spec = given().limit(100_000).when().reported(0, 26_666).leeways();

        spec.reported(0, 26_667).leeways(2_666L).reported(0, 27_000).leeways();
    }

    @Test
    void R13_close_to_a_threshold_there_is_none() {
        EntitySpec spec = given().limit(1_000_000).reported(0, 799_000).when();

        spec.reported(0, 799_333)
                .leeways()
                .reported(0, 799_334)
                .leeways(0L)
                .reported(0, 799_999)
                .leeways();
    }

    @Test
    void R13_past_a_threshold_the_next_one_counts_and_past_the_last_nothing_does() {
        EntitySpec spec = given().limit(1_000_000).reported(0, 799_999).when();

        spec.reported(0, 800_000).leeways(10_000L).reported(0, 1_000_000).leeways(UNBOUNDED);
    }

    @Test
    void R13_a_correction_brings_the_threshold_back() {
        given().limit(1_000_000)
                .reported(0, 1_000_000)
                .when()
                .reported(0, 999_999)
                .leeways(0L)
                .reported(0, 900_000)
                .leeways(5_000L);
    }

    @Test
    void R13_without_a_limit_nothing_is_told() {
        given().when().noLimit().reported(0, 5).leeways();
        given().limit(100_000).when().noLimit().reported(0, 5).leeways();
    }

    @Test
    void R13_another_limit_is_another_leeway() {
        given().limit(100_000)
                .when()
                .limit(10_000)
                .leeways(400L)
                .limit(40_000)
                .leeways()
                .limit(100_000)
                .leeways(4_000L)
                .noLimit()
                .limit(100_000)
                .leeways(4_000L);
    }

    @Test
    void R13_under_a_zero_limit_the_first_usage_is_waited_for() {
        given().when().limit(0).leeways(0L).reported(0, 1).leeways(UNBOUNDED);
    }

    @Test
    void R10_a_new_month_has_its_own() {
        EntitySpec spec = given().limit(100_000).reported(0, 100_000).when();

        spec.clock("2026-12-01T00:00:00Z").touched();
        assertThat(spec.entity().leeway()).isEqualTo(new Leeway(Period.parse("2026-12"), 4_000));
        spec.leeways(4_000L).touched().leeways();
    }

    @Test
    void R12_a_late_sum_of_a_past_month_changes_nothing() {
        given().limit(100_000)
                .reported(0, 100_000)
                .clock("2026-12-01T00:00:00Z")
                .touched()
                .when()
                .reported("2026-11", 0, 90_000)
                .leeways();
    }

    @Test
    void a_leeway_is_an_amount() {
        assertThatThrownBy(() -> new Leeway(NOVEMBER, -1)).hasMessage("a leeway is 0..2^53-1 micros, not -1");
        assertThatThrownBy(() -> new Leeway(NOVEMBER, UNBOUNDED + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    // What it means

    @ParameterizedTest(name = "{0}: {1} more, correction {2}: urgent {3}")
    @CsvSource({
        "2026-11, 0,    false, false",
        "2026-11, 1000, false, false",
        "2026-11, 1001, false, true",
        "2026-11, 1,    true,  true", // a block may be lifted
        "2026-10, 5000, true,  false", // over: nothing is said any more
        "2026-12, 0,    false, true", // nothing is known of it yet
    })
    void R13_a_sum_is_urgent_beyond_the_leeway(String month, long changed, boolean fell, boolean urgent) {
        KnownEntity entity = limited(new Leeway(NOVEMBER, 1_000));

        assertThat(entity.isUrgent(Period.parse(month), changed, fell)).isEqualTo(urgent);
    }

    @Test
    void R13_without_a_limit_nobody_waits_and_without_a_leeway_everybody_does() {
        assertThat(KnownEntity.UNKNOWN.isUrgent(NOVEMBER, Long.MAX_VALUE, true)).isFalse();
        assertThat(KnownEntity.UNKNOWN.with(new Leeway(NOVEMBER, 0)).isUrgent(NOVEMBER, 5, true))
                .isFalse();
        assertThat(limited(null).isUrgent(NOVEMBER, 0, false)).isTrue();
        assertThat(limited(new Leeway(NOVEMBER, UNBOUNDED)).isUrgent(NOVEMBER, UNBOUNDED, false))
                .isFalse();
        assertThat(limited(new Leeway(NOVEMBER, UNBOUNDED)).isUrgent(NOVEMBER, 1, true))
                .isTrue();
    }

    private static KnownEntity limited(@Nullable Leeway leeway) {
        return new KnownEntity(new EntityTerms(null, null, Limit.of(1), 1, "c"), leeway);
    }
}
