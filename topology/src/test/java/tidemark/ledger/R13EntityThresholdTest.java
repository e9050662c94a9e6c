package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.EntitySpec.given;
import static tidemark.ledger.LedgerSpec.millis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.ledger.Effect.Standing;

/** R13: the total of an entity crosses thresholds by the same rules as an account's. */
class R13EntityThresholdTest {

    private static final String BLOCK = "BLOCK until 2026-12-01T00:00:00Z: ENTITY_LIMIT_REACHED";

    @ParameterizedTest(name = "{1} % of {0} micros warns at {2}")
    @CsvSource({
        "100, 80, 80",
        "101, 80, 81", // 80.8
        "104, 80, 84", // 83.2
        "105, 80, 84", // 84
        "7, 80, 6", // 5.6
        "1000, 1, 10",
        "1000, 99, 990",
        "9007199254740991, 80, 7205759403792793", // 7205759403792792.8
    })
    void r13_the_warning_comes_at_the_rounded_up_percentage_and_not_one_micro_before(
            long limit, int percent, long warnsAt) {
        given().warningPercent(percent)
                .limit(limit)
                .when()
                .reported(0, warnsAt - 1)
                .thenNothing()
                .level(Level.NONE)
                .reported(0, warnsAt)
                .then("warning " + percent + "% at " + warnsAt + " of " + limit)
                .level(Level.WARNED)
                .answer(Answer.ALLOW);
    }

    @ParameterizedTest(name = "{0} micros")
    @ValueSource(longs = {2, 3, 7, 99, 100, 101, Credits.MAX_MICROS})
    void r13_exceeded_comes_at_the_limit_and_not_one_micro_before(long limit) {
        given().limit(limit)
                .reported(0, limit - 1)
                .answer(Answer.ALLOW)
                .when()
                .reported("2026-11", 0, limit - 1, 9)
                .thenNothing();
        given().limit(limit)
                .reported(0, limit - 1)
                .reported(0, limit)
                .level(Level.EXCEEDED)
                .answer(Answer.BLOCK_UNTIL_MONTH_END);
    }

    @Test
    void r13_one_step_over_both_says_the_warning_first_and_the_block_last() {
        given().limit(100)
                .when()
                .reported(3, 150)
                .because(Cause.USAGE, "use-1", "op-1")
                .then("warning 80% at 150 of 100", "exceeded at 150 of 100", BLOCK)
                .total(150);
    }

    @Test
    void r13_each_crossing_is_said_once_whatever_is_reported_after_it() {
        given().limit(100)
                .when()
                .reported(0, 80)
                .then("warning 80% at 80 of 100")
                .reported(0, 99)
                .reported(1, 0)
                .thenNothing()
                .reported(1, 1)
                .then("exceeded at 100 of 100", BLOCK)
                .reported(0, 500)
                .reported(2, 500)
                .thenNothing()
                .total(1001)
                .whileBlocked(901);
    }

    @Test
    void r13_a_fall_arms_the_thresholds_again() {
        given().limit(100)
                .reported(0, 100)
                .when()
                .reported(0, 79)
                .because(Cause.CORRECTION, "fix-2", "op-2")
                .then("ALLOW: USAGE_CORRECTED")
                .level(Level.NONE)
                .reported(0, 85)
                .then("warning 80% at 85 of 100")
                .reported(0, 82)
                .thenNothing()
                .reported(0, 100)
                .then("exceeded at 100 of 100", BLOCK);
    }

    @Test
    void r13_a_fall_from_exceeded_to_warned_does_not_warn_again() {
        given().limit(100)
                .reported(0, 100)
                .when()
                .reported(0, 99)
                .then("ALLOW: USAGE_CORRECTED")
                .level(Level.WARNED)
                .reported(0, 100)
                .then("exceeded at 100 of 100", BLOCK);
    }

    @Test
    void r13_an_entity_without_limit_is_counted_and_never_told() {
        given().when()
                .reported(0, Credits.MAX_MICROS)
                .named("Acme", null)
                .thenNothing()
                .answer(Answer.ALLOW)
                .level(Level.NONE)
                .total(Credits.MAX_MICROS);
    }

    @Test
    void r13_another_percentage_applies_at_the_next_look() {
        given().limit(100)
                .reported(0, 70)
                .when()
                .warningPercent(70)
                .touched()
                .because(Cause.SETTINGS, "warning.percent=70", null)
                .then("warning 70% at 70 of 100")
                .warningPercent(90)
                .touched()
                .thenNothing()
                .level(Level.NONE)
                .reported(0, 89)
                .thenNothing()
                .reported(0, 90)
                .then("warning 90% at 90 of 100");
    }

    @Test
    void r13_sequence_numbers_are_the_clock_and_grow_where_it_stands_still_or_goes_back() {
        long noon = millis("2026-11-15T12:00:00Z");
        EntitySpec spec = given().limit(100).when().reported(0, 100);
        assertThat(spec.standings()).extracting(Standing::sequence).containsExactly(noon, noon + 1, noon + 2);
        spec.when().clock("2026-11-14T00:00:00Z").reported(0, 99);
        assertThat(spec.standings()).extracting(Standing::sequence).containsExactly(noon + 4);
        spec.when().clock("2026-11-16T00:00:00Z").reported(0, 100);
        assertThat(spec.standings())
                .extracting(Standing::sequence)
                .containsExactly(millis("2026-11-16T00:00:00Z"), millis("2026-11-16T00:00:00.001Z"));
    }
}
