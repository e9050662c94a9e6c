package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.EntitySpec.given;
import static tidemark.ledger.LedgerSpec.millis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.ledger.Effect.Standing;

/** R13: the total of an entity has thresholds and decisions of its own, by the same rules as an account's. */
class R13EntityLimitTest {

    private static final String LAST_MILLI = "2026-11-30T23:59:59.999Z";
    private static final String FIRST_MILLI = "2026-12-01T00:00:00Z";
    private static final String BLOCK = "BLOCK until 2026-12-01T00:00:00Z: ENTITY_LIMIT_REACHED";
    private static final String BLOCK_DECEMBER = "BLOCK until 2027-01-01T00:00:00Z: ENTITY_LIMIT_REACHED";
    private static final String BLOCK_ZERO = "BLOCK: ENTITY_LIMIT_ZERO";
    private static final String ALLOW_TURN = "ALLOW: MONTH_TURN";

    // Thresholds

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

    // The zero limit

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

    // The limit changes

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

    // The total

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

    // The month turns

    @Test
    void r13_a_block_by_usage_ends_with_the_month_and_its_allow_comes_before_anything_else() {
        EntitySpec spec =
                given().limit(100).reported(0, 100).clock(FIRST_MILLI).when().reported(0, 90);
        Standing allow = spec.standings().get(0);

        spec.then("kept 2026-11: 100", ALLOW_TURN, "warning 80% at 90 of 100")
                .period("2026-12")
                .total(90)
                .whileBlocked(0);
        assertThat(allow)
                .returns(Cause.MONTH_TURN, Standing::cause)
                .returns("2026-12", Standing::causedBy)
                .returns(Period.parse("2026-12"), Standing::period)
                .returns(0L, Standing::used)
                .returns(Limit.of(100), Standing::limit);
    }

    @Test
    void r13_the_first_sum_of_a_month_may_be_over_the_limit_already() {
        given().limit(100)
                .reported(0, 100)
                .clock(FIRST_MILLI)
                .when()
                .reported(0, 100)
                .then(
                        "kept 2026-11: 100",
                        ALLOW_TURN,
                        "warning 80% at 100 of 100",
                        "exceeded at 100 of 100",
                        BLOCK_DECEMBER);
    }

    @Test
    void r13_no_partition_adds_to_the_new_month_what_it_added_to_the_old_one() {
        given().reported(0, 10)
                .reported(1, 20)
                .clock(FIRST_MILLI)
                .touched()
                .total(0)
                .reported(1, 7)
                .total(7)
                .events(3);
    }

    @Test
    void r13_a_month_that_nothing_made_up_leaves_no_slot_behind() {
        given().reported("2026-11", 0, 5, 0)
                .reported("2026-11", 1, -5, 0)
                .clock(FIRST_MILLI)
                .reported(0, 7)
                .total(7);
    }

    @Test
    void r13_a_sum_of_the_new_month_turns_it_although_the_clock_is_behind() {
        given().limit(100)
                .reported(0, 100)
                .clock(LAST_MILLI)
                .when()
                .reported("2026-12", 0, 10)
                .then("kept 2026-11: 100", ALLOW_TURN)
                .period("2026-12")
                .total(10)
                .limit(90)
                .touched()
                .thenNothing()
                .period("2026-12")
                .total(10);
    }

    @Test
    void r13_a_change_of_the_limit_meets_the_new_month() {
        given().limit(100)
                .reported(0, 100)
                .clock(FIRST_MILLI)
                .when()
                .limit(50)
                .then("kept 2026-11: 100", ALLOW_TURN)
                .answer(Answer.ALLOW);
    }

    @Test
    void r13_a_month_without_usage_is_not_kept() {
        given().limit(100).clock(FIRST_MILLI).when().touched().thenNothing().period("2026-12");
    }

    @Test
    void r13_a_late_sum_changes_the_kept_month_only_and_says_nothing() {
        EntitySpec spec = given().limit(100)
                .reported(0, 100)
                .reported(1, 5)
                .clock(FIRST_MILLI)
                .reported(0, 10);
        Entity december = spec.entity();

        spec.when().reported("2026-11", 1, 50, 9).applied().then("kept 2026-11: 150");

        assertThat(spec.entity()).isSameAs(december);
        assertThat(spec.month("2026-11").total())
                .isEqualTo(new MonthTotal(Period.parse("2026-11"), 150, 50, 10, Limit.of(100), null, 0));
        spec.reported("2026-11", 1, 50, 9).unchanged().thenNothing();
    }

    @Test
    void r13_a_late_sum_that_takes_a_month_over_its_limit_says_nothing() {
        EntitySpec spec = given().limit(100)
                .reported(0, 70)
                .reported(1, 5)
                .clock(FIRST_MILLI)
                .when()
                .reported("2026-11", 0, 170)
                .then("kept 2026-11: 75", "kept 2026-11: 175")
                .answer(Answer.ALLOW)
                .level(Level.NONE)
                .total(0);
        assertThat(spec.month("2026-11").total().usedWhileBlocked()).isZero();
        spec.reported("2026-11", 0, 180);
        assertThat(spec.month("2026-11").total().usedWhileBlocked()).isEqualTo(10);
    }

    @Test
    void r13_a_late_sum_of_a_month_that_was_not_kept_is_kept_by_the_limit_as_it_is() {
        EntitySpec spec = given().limit(100)
                .clock(FIRST_MILLI)
                .when()
                .reported("2026-11", 4, 12, 2)
                .then("kept 2026-11: 12");
        assertThat(spec.month("2026-11").total())
                .isEqualTo(new MonthTotal(Period.parse("2026-11"), 12, 0, 2, Limit.of(100), null, 0));
        assertThat(spec.month("2026-11").slots()).isEqualTo(Slots.NONE.with(4, 12, 2));
    }

    @Test
    void r13_every_reader_is_right_at_midnight_without_any_message() {
        Entity blocked = given().limit(100).reported(0, 100).entity();
        assertThat(blocked.isBlockedAt(millis(LAST_MILLI))).isTrue();
        assertThat(blocked.isBlockedAt(millis(FIRST_MILLI))).isFalse();
        assertThat(given().limit(0).entity().isBlockedAt(millis(FIRST_MILLI))).isTrue();
    }

    @Test
    void r13_a_query_sees_the_entity_rolled_and_judged_without_changing_it() {
        EntitySpec spec = given().limit(100).reported(0, 100);
        Entity november = spec.entity();

        assertThat(spec.asOf(LAST_MILLI)).isSameAs(november);
        assertThat(spec.asOf(FIRST_MILLI))
                .returns(Period.parse("2026-12"), Entity::period)
                .returns(0L, Entity::used)
                .returns(0L, Entity::events)
                .returns(Slots.NONE, Entity::slots)
                .returns(Answer.ALLOW, Entity::answer)
                .returns(Limit.of(100), Entity::limit);
        assertThat(given().asOf(FIRST_MILLI)).isEqualTo(Entity.opened(Period.parse("2026-12")));
    }

    @Test
    void r13_a_row_shows_its_month_as_it_is_kept_once_it_is_over() {
        EntitySpec spec = given().limit(100).reported(0, 100).reported(1, 9);
        EntityMonth shown = spec.entity().closed();
        spec.clock(FIRST_MILLI).touched();
        assertThat(spec.month("2026-11")).isEqualTo(shown);
        assertThat(shown.total()).isEqualTo(new MonthTotal(Period.parse("2026-11"), 109, 9, 3, Limit.of(100), null, 0));
    }

    @Test
    void r13_a_past_month_shows_the_level_it_came_to() {
        EntityLedger ledger = new EntityLedger(Policy.DEFAULT, EntitySpec.PARTITIONS);
        MonthTotal warned = new MonthTotal(Period.parse("2026-10"), 80, 0, 1, Limit.of(100), null, 0);
        MonthTotal quiet = new MonthTotal(Period.parse("2026-10"), 79, 0, 1, Limit.of(100), null, 0);
        assertThat(ledger.levelOf(warned)).isEqualTo(Level.WARNED);
        assertThat(ledger.levelOf(quiet)).isEqualTo(Level.NONE);
    }

    // Sequence

    @Test
    void r13_sequence_numbers_are_the_clock_and_grow_where_it_stands_still_or_goes_back() {
        long noon = millis("2026-11-15T12:00:00Z");
        EntitySpec spec = given().limit(100).when().reported(0, 100);
        assertThat(spec.standings()).extracting(Standing::sequence).containsExactly(noon, noon + 1, noon + 2);
        spec.when().clock("2026-11-14T00:00:00Z").reported(0, 99);
        assertThat(spec.standings()).extracting(Standing::sequence).containsExactly(noon + 3);
        spec.when().clock("2026-11-16T00:00:00Z").reported(0, 100);
        assertThat(spec.standings())
                .extracting(Standing::sequence)
                .containsExactly(millis("2026-11-16T00:00:00Z"), millis("2026-11-16T00:00:00.001Z"));
    }

    // Forgetting

    @Test
    void r13_an_entity_is_forgotten_only_when_nobody_could_ask_for_anything_of_it() {
        assertThat(given().touched().isForgettable()).isTrue();
        assertThat(given().reported(0, 5).isForgettable()).as("used").isFalse();
        assertThat(given().reported("2026-11", 0, 0, 2).isForgettable())
                .as("used and corrected")
                .isFalse();
        assertThat(given().named("Acme", null).isForgettable()).as("named").isFalse();
        assertThat(given().limit(0).isForgettable()).as("blocked").isFalse();
        EntitySpec past = given().reported(0, 5).clock(FIRST_MILLI).touched();
        assertThat(past.isForgettable()).as("a month is kept").isFalse();
        assertThat(past.monthsDropped().isForgettable()).isTrue();
    }

    // Users and entities

    @Test
    void r13_a_user_may_be_blocked_while_the_entity_has_credits_and_the_other_way_round() {
        LedgerSpec user = LedgerSpec.given().role("r", 100).assigned("r");
        EntitySpec entity = given().limit(150);

        user.when().used(100).answer(Answer.BLOCK_UNTIL_MONTH_END);
        entity.when().reported(0, 100).thenNothing().answer(Answer.ALLOW);

        entity.reported(1, 50).then("warning 80% at 150 of 150", "exceeded at 150 of 150", BLOCK);
        LedgerSpec.given()
                .role("r", 100)
                .assigned("r")
                .when()
                .used(50)
                .thenNothing()
                .answer(Answer.ALLOW);
        user.when().role("r", 200).touched().then("ALLOW: LIMIT_RAISED");
        entity.answer(Answer.BLOCK_UNTIL_MONTH_END);
    }

    @Test
    void r16_the_texts_are_those_of_the_rules() {
        assertThat(Message.of(Scope.USER))
                .isEqualTo("You have reached your monthly usage limit. Please contact an administrator.");
        assertThat(Message.of(Scope.ENTITY))
                .isEqualTo("Your organization has reached its monthly usage limit. Please contact an administrator.");
    }

    @ParameterizedTest
    @CsvSource({
        "USER, BLOCK_UNTIL_CHANGED, LIMIT_CHANGED, 0, USER_LIMIT_ZERO",
        "USER, BLOCK_UNTIL_MONTH_END, USAGE, 5, USER_LIMIT_REACHED",
        "ENTITY, BLOCK_UNTIL_CHANGED, LIMIT_CHANGED, 0, ENTITY_LIMIT_ZERO",
        "ENTITY, BLOCK_UNTIL_MONTH_END, USAGE, 5, ENTITY_LIMIT_REACHED",
        "ENTITY, BLOCK_UNTIL_MONTH_END, LIMIT_CHANGED, 5, ENTITY_LIMIT_REACHED",
        "ENTITY, ALLOW, LIMIT_CHANGED, 5, LIMIT_RAISED",
        "ENTITY, ALLOW, LIMIT_CHANGED, -1, LIMIT_REMOVED",
        "ENTITY, ALLOW, CORRECTION, 5, USAGE_CORRECTED",
        "ENTITY, ALLOW, MONTH_TURN, 5, MONTH_TURN",
    })
    void r13_the_reason_of_an_answer(Scope scope, Answer answer, Cause cause, long limit, DecisionReason reason) {
        assertThat(DecisionReason.of(scope, answer, cause, new Limit(limit))).isEqualTo(reason);
    }
}
