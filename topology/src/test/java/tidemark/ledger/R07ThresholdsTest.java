package tidemark.ledger;

import static tidemark.ledger.LedgerSpec.given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R7: warned at the percentage, exceeded at the limit, exact to the micro, each crossing once. */
class R07ThresholdsTest {

    private static final String BLOCK = "BLOCK until 2026-12-01T00:00:00Z: USER_LIMIT_REACHED";

    @ParameterizedTest(name = "{1} % of {0} micros warns at {2}")
    @CsvSource({
        "100, 80, 80",
        "101, 80, 81", // 80.8
        "102, 80, 82", // 81.6
        "103, 80, 83", // 82.4
        "104, 80, 84", // 83.2
        "105, 80, 84", // 84
        "7, 80, 6", // 5.6
        "3, 80, 3", // 2.4
        "2, 80, 2", // 1.6
        "1000001, 80, 800001", // 800000.8
        "1000, 1, 10",
        "1001, 1, 11", // 10.01
        "99, 1, 1", // 0.99
        "1000, 99, 990",
        "9007199254740991, 80, 7205759403792793", // 7205759403792792.8
        "9007199254740991, 1, 90071992547410", // 90071992547409.91
        "9007199254740991, 99, 8917127262193582", // 8917127262193581.09
    })
    void r7_the_warning_comes_at_the_rounded_up_percentage_and_not_one_micro_before(
            long limit, int percent, long warnsAt) {
        LedgerSpec spec = given().warningPercent(percent).role("r", limit).assigned("r");
        if (warnsAt > 1) {
            spec.when().used(warnsAt - 1).thenNothing().level(Level.NONE);
            spec.used(1);
        } else {
            spec.when().used(1);
        }
        if (warnsAt < limit) {
            spec.then("warning " + percent + "% at " + warnsAt + " of " + limit).level(Level.WARNED);
        } else {
            spec.then(
                    "warning " + percent + "% at " + warnsAt + " of " + limit,
                    "exceeded at " + limit + " of " + limit,
                    BLOCK);
        }
    }

    @ParameterizedTest(name = "{0} micros")
    @CsvSource({"2", "3", "7", "99", "100", "101", "9007199254740991"})
    void r7_exceeded_comes_at_the_limit_and_not_one_micro_before(long limit) {
        given().role("r", limit)
                .assigned("r")
                .used(limit - 1)
                .answer(Answer.ALLOW)
                .used("last", 1)
                .level(Level.EXCEEDED)
                .answer(Answer.BLOCK_UNTIL_MONTH_END)
                .total(limit);
    }

    @Test
    void r7_with_a_limit_of_1_micro_the_first_micro_crosses_everything() {
        given().role("r", 1)
                .assigned("r")
                .when()
                .used(0)
                .thenNothing()
                .used(1)
                .then("warning 80% at 1 of 1", "exceeded at 1 of 1", BLOCK);
    }

    @Test
    void r7_at_100_percent_the_warning_comes_together_with_exceeded() {
        given().warningPercent(100)
                .role("r", 100)
                .assigned("r")
                .when()
                .used(99)
                .thenNothing()
                .used(1)
                .then("warning 100% at 100 of 100", "exceeded at 100 of 100", BLOCK);
    }

    @Test
    void r7_each_crossing_is_said_once() {
        given().role("r", 100)
                .assigned("r")
                .when()
                .used(80)
                .then("warning 80% at 80 of 100")
                .used(1)
                .used(18)
                .thenNothing()
                .used(1)
                .then("exceeded at 100 of 100", BLOCK)
                .used(1)
                .used(500)
                .touched()
                .thenNothing();
    }

    @Test
    void r7_jump_over_both_thresholds_by_usage_says_the_warning_first() {
        given().role("r", 100)
                .assigned("r")
                .when()
                .used(250)
                .then("warning 80% at 250 of 100", "exceeded at 250 of 100", BLOCK);
    }

    @Test
    void r7_jump_over_both_thresholds_by_a_limit_change_says_the_warning_first() {
        given().role("r", 1000)
                .assigned("r")
                .used(250)
                .when()
                .role("r", 100)
                .touched()
                .then("warning 80% at 250 of 100", "exceeded at 250 of 100", BLOCK);
    }

    @Test
    void r7_a_limit_change_over_the_warning_alone_warns() {
        given().role("r", 1000)
                .assigned("r")
                .used(250)
                .when()
                .role("r", 300)
                .touched()
                .then("warning 80% at 250 of 300");
    }

    @Test
    void r7_a_fall_below_the_warning_re_arms_both() {
        given().role("r", 100)
                .assigned("r")
                .used(120)
                .when()
                .used(-60)
                .then("ALLOW: USAGE_CORRECTED")
                .level(Level.NONE)
                .used(20)
                .then("warning 80% at 80 of 100")
                .used(20)
                .then("exceeded at 100 of 100", BLOCK);
    }

    @Test
    void r7_a_fall_from_exceeded_to_warned_re_arms_exceeded_only() {
        given().role("r", 100)
                .assigned("r")
                .used(120)
                .when()
                .used(-30)
                .then("ALLOW: USAGE_CORRECTED")
                .level(Level.WARNED)
                .used(10)
                .then("exceeded at 100 of 100", BLOCK);
    }

    @Test
    void r7_a_fall_from_warned_to_exactly_one_micro_below_re_arms_the_warning() {
        given().role("r", 100)
                .assigned("r")
                .used(80)
                .when()
                .used(-1)
                .thenNothing()
                .level(Level.NONE)
                .used(1)
                .then("warning 80% at 80 of 100");
    }

    @Test
    void r7_limit_lowered_raised_lowered_says_each_crossing_each_time() {
        given().role("r", 100)
                .assigned("r")
                .used(50)
                .when()
                .role("r", 50)
                .touched()
                .then("warning 80% at 50 of 50", "exceeded at 50 of 50", BLOCK)
                .role("r", 100)
                .touched()
                .then("ALLOW: LIMIT_RAISED")
                .level(Level.NONE)
                .role("r", 50)
                .touched()
                .then("warning 80% at 50 of 50", "exceeded at 50 of 50", BLOCK);
    }

    @Test
    void r7_a_zero_limit_says_no_warning_and_exceeded_only_once_something_was_used() {
        given().role("r", 0)
                .assigned("r")
                .level(Level.NONE)
                .when()
                .used(0)
                .thenNothing()
                .level(Level.NONE)
                .used(1)
                .then("exceeded at 1 of 0")
                .used(1)
                .touched()
                .thenNothing();
    }

    @Test
    void r7_zero_limit_with_a_total_below_zero_says_exceeded_only_above_zero() {
        given().used(-5)
                .role("r", 0)
                .when()
                .assigned("r")
                .then("BLOCK: USER_LIMIT_ZERO")
                .used(5)
                .thenNothing()
                .level(Level.NONE)
                .used(1)
                .then("exceeded at 1 of 0")
                .used(-1)
                .thenNothing()
                .level(Level.NONE)
                .used(1)
                .then("exceeded at 1 of 0");
    }

    @Test
    void r7_a_limit_that_becomes_zero_after_the_warning_says_exceeded_and_no_warning() {
        given().role("r", 100)
                .assigned("r")
                .used(85)
                .when()
                .role("r", 0)
                .touched()
                .then("exceeded at 85 of 0", "BLOCK: USER_LIMIT_ZERO");
    }

    @Test
    void r7_exceeded_under_a_zero_limit_and_over_the_next_limit_too_is_not_said_again() {
        given().role("r", 0)
                .assigned("r")
                .used(20)
                .when()
                .role("r", 10)
                .touched()
                .then(BLOCK)
                .level(Level.EXCEEDED);
    }

    @Test
    void r7_coming_down_from_a_zero_limit_to_the_warning_zone_is_a_fall() {
        given().role("r", 0)
                .assigned("r")
                .used(9)
                .when()
                .role("r", 10)
                .touched()
                .then("ALLOW: LIMIT_RAISED")
                .level(Level.WARNED)
                .used(1)
                .then("exceeded at 10 of 10", BLOCK);
    }

    @Test
    void r7_without_a_limit_nothing_is_said() {
        given().roleWithoutLimit("r")
                .assigned("r")
                .when()
                .used(Credits.MAX_MICROS)
                .thenNothing()
                .level(Level.NONE);
    }

    @Test
    void r7_another_warning_percentage_applies_at_the_next_evaluation() {
        given().role("r", 100)
                .assigned("r")
                .used(60)
                .when()
                .warningPercent(50)
                .thenNothing()
                .touched()
                .then("warning 50% at 60 of 100")
                .touched()
                .thenNothing();
    }

    @Test
    void r7_a_higher_warning_percentage_re_arms_the_warning() {
        given().role("r", 100)
                .assigned("r")
                .used(80)
                .when()
                .warningPercent(90)
                .used(1)
                .thenNothing()
                .level(Level.NONE)
                .used(9)
                .then("warning 90% at 90 of 100");
    }
}
