package tidemark.ledger;

import static tidemark.ledger.EntitySpec.given;

import org.junit.jupiter.api.Test;

/** R13: the limit of an entity, zero and changed. */
class R13EntityLimitTest {

    private static final String FIRST_MILLI = "2026-12-01T00:00:00Z";
    private static final String BLOCK = "BLOCK until 2026-12-01T00:00:00Z: ENTITY_LIMIT_REACHED";
    private static final String BLOCK_ZERO = "BLOCK: ENTITY_LIMIT_ZERO";

    @Test
    void r13_a_zero_limit_blocks_at_once_without_warning_and_without_an_end() {
        given().when()
                .limit(0)
                .because(Cause.LIMIT_CHANGED, "c-1", null)
                .then(BLOCK_ZERO)
                .level(Level.NONE)
                .answer(Answer.BLOCK_UNTIL_CHANGED);
    }

    @Test
    void r13_a_zero_limit_is_exceeded_only_once_something_was_used() {
        given().limit(0)
                .when()
                .reported(0, 0)
                .thenNothing()
                .reported(0, 1)
                .then("exceeded at 1 of 0")
                .whileBlocked(1)
                .reported(0, 2)
                .thenNothing();
        given().reported(0, 5).when().limit(0).then("exceeded at 5 of 0", BLOCK_ZERO);
    }

    @Test
    void r13_a_zero_limit_block_stays_over_the_turn_of_the_month() {
        given().limit(0)
                .reported(0, 3)
                .clock(FIRST_MILLI)
                .when()
                .touched()
                .then("kept 2026-11: 3")
                .answer(Answer.BLOCK_UNTIL_CHANGED)
                .reported(0, 1)
                .then("exceeded at 1 of 0");
    }

    @Test
    void r13_a_limit_that_the_total_has_reached_blocks_at_once() {
        given().reported(0, 60)
                .reported(1, 60)
                .when()
                .limit(100)
                .because(Cause.LIMIT_CHANGED, "c-1", null)
                .then("warning 80% at 120 of 100", "exceeded at 120 of 100", BLOCK)
                .version(1);
    }

    @Test
    void r13_a_limit_between_total_and_threshold_warns() {
        given().reported(0, 90).when().limit(100).then("warning 80% at 90 of 100");
    }

    @Test
    void r13_a_raised_limit_lets_in_again_and_arms_the_thresholds() {
        given().limit(100)
                .reported(0, 100)
                .when()
                .limit(1000)
                .because(Cause.LIMIT_CHANGED, "c-2", null)
                .then("ALLOW: LIMIT_RAISED")
                .level(Level.NONE)
                .reported(0, 800)
                .then("warning 80% at 800 of 1000");
    }

    @Test
    void r13_a_raise_that_does_not_reach_above_the_total_says_nothing() {
        given().limit(100)
                .reported(0, 150)
                .when()
                .limit(150)
                .thenNothing()
                .applied()
                .limit(151)
                .then("ALLOW: LIMIT_RAISED")
                .level(Level.WARNED);
    }

    @Test
    void r13_a_lowered_limit_judges_the_total_anew() {
        given().limit(1000)
                .reported(0, 100)
                .when()
                .limit(120)
                .then("warning 80% at 100 of 120")
                .limit(100)
                .then("exceeded at 100 of 100", BLOCK)
                .limit(90)
                .thenNothing();
    }

    @Test
    void r13_a_limit_taken_away_lets_in_again() {
        given().limit(100)
                .reported(0, 100)
                .when()
                .noLimit()
                .because(Cause.LIMIT_CHANGED, "c-2", null)
                .then("ALLOW: LIMIT_REMOVED")
                .level(Level.NONE);
        given().limit(0).when().noLimit().then("ALLOW: LIMIT_REMOVED");
        given().limit(0).when().limit(1).then("ALLOW: LIMIT_RAISED");
    }

    @Test
    void r13_to_zero_and_back_while_blocked_by_usage_says_each_answer() {
        given().limit(100)
                .reported(0, 100)
                .when()
                .limit(0)
                .then(BLOCK_ZERO)
                .limit(100)
                .then(BLOCK);
    }
}
