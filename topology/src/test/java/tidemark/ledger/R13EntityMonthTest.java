package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.EntitySpec.given;
import static tidemark.ledger.LedgerSpec.millis;

import org.junit.jupiter.api.Test;
import tidemark.ledger.Effect.Standing;

/** R13: the months of an entity turn, are kept and are forgotten as an account's. */
class R13EntityMonthTest {

    private static final String LAST_MILLI = "2026-11-30T23:59:59.999Z";
    private static final String FIRST_MILLI = "2026-12-01T00:00:00Z";
    private static final String BLOCK_DECEMBER = "BLOCK until 2027-01-01T00:00:00Z: ENTITY_LIMIT_REACHED";
    private static final String ALLOW_TURN = "ALLOW: MONTH_TURN";

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
}
