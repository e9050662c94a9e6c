package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.LedgerSpec.given;
import static tidemark.ledger.LedgerSpec.millis;

import org.junit.jupiter.api.Test;
import tidemark.ledger.Command.Charge;

/** R1 and R10: usage is charged to its month; the month turns when the account is touched. */
class R10MonthTurnTest {

    private static final String LAST_MILLI = "2026-11-30T23:59:59.999Z";
    private static final String FIRST_MILLI = "2026-12-01T00:00:00Z";
    private static final String BLOCK_NOVEMBER = "BLOCK until 2026-12-01T00:00:00Z: USER_LIMIT_REACHED";
    private static final String BLOCK_DECEMBER = "BLOCK until 2027-01-01T00:00:00Z: USER_LIMIT_REACHED";

    @Test
    void r1_the_last_and_the_first_millisecond_of_a_month_belong_to_different_months() {
        LedgerSpec spec = given().clock(LAST_MILLI).used(10).period("2026-11").when();
        spec.clock(FIRST_MILLI)
                .used(20)
                .then("kept 2026-11: 10")
                .period("2026-12")
                .total(20);
        assertThat(spec.month("2026-11").used()).isEqualTo(10);
    }

    @Test
    void r1_an_event_of_the_last_millisecond_that_arrives_in_the_first_is_charged_to_its_own_month() {
        LedgerSpec spec =
                given().clock(FIRST_MILLI).when().usedOn(LAST_MILLI, 10).then("kept 2026-11: 10");
        spec.period("2026-12").total(0).events(0);
    }

    @Test
    void r1_a_producer_whose_clock_runs_ahead_is_charged_to_the_month_of_arrival() {
        given().clock(LAST_MILLI)
                .when()
                .usedOn("2026-12-01T00:04:59.999Z", 10)
                .applied()
                .thenNothing()
                .period("2026-11")
                .total(10);
    }

    @Test
    void r10_the_arrival_counts_where_it_is_later_than_the_clock() {
        given().clock(LAST_MILLI)
                .used(10)
                .when()
                .decide(new Charge(null, "e", millis(FIRST_MILLI), millis(FIRST_MILLI), 20, null))
                .then("kept 2026-11: 10")
                .period("2026-12")
                .total(20);
    }

    @Test
    void r10_the_clock_counts_where_it_is_later_than_the_arrival() {
        given().used(10)
                .clock(FIRST_MILLI)
                .when()
                .decide(new Charge(null, "e", millis(LAST_MILLI), millis(LAST_MILLI), 20, null))
                .then("kept 2026-11: 10", "kept 2026-11: 30")
                .period("2026-12")
                .total(0);
    }

    @Test
    void r10_a_clock_that_goes_back_does_not_turn_the_month_back() {
        LedgerSpec spec = given().role("r", 100)
                .assigned("r")
                .clock(FIRST_MILLI)
                .used(10)
                .clock(LAST_MILLI)
                .when()
                .touched()
                .thenNothing()
                .period("2026-12")
                .total(10);
        spec.used(500).then("kept 2026-11: 500").period("2026-12").total(10).answer(Answer.ALLOW);
    }

    @Test
    void r10_a_block_by_usage_ends_with_the_month_and_its_allow_comes_before_anything_else() {
        given().role("r", 100)
                .assigned("r")
                .used(100)
                .clock(FIRST_MILLI)
                .when()
                .used(90)
                .then("kept 2026-11: 100", "ALLOW: MONTH_TURN", "warning 80% at 90 of 100")
                .whileBlocked(0)
                .answer(Answer.ALLOW);
    }

    @Test
    void r10_first_usage_of_a_new_month_already_over_the_limit() {
        given().role("r", 100)
                .assigned("r")
                .used(100)
                .clock(FIRST_MILLI)
                .when()
                .used(100)
                .then(
                        "kept 2026-11: 100",
                        "ALLOW: MONTH_TURN",
                        "warning 80% at 100 of 100",
                        "exceeded at 100 of 100",
                        BLOCK_DECEMBER)
                .whileBlocked(0);
    }

    @Test
    void r10_first_usage_of_a_new_month_over_the_limit_of_an_account_that_was_not_blocked() {
        given().role("r", 100)
                .assigned("r")
                .used(85)
                .clock(FIRST_MILLI)
                .when()
                .used(100)
                .then("kept 2026-11: 85", "warning 80% at 100 of 100", "exceeded at 100 of 100", BLOCK_DECEMBER);
    }

    @Test
    void r10_an_idle_blocked_account_is_let_in_when_it_is_touched() {
        given().role("r", 100)
                .assigned("r")
                .used(100)
                .when()
                .clock(LAST_MILLI)
                .touched()
                .thenNothing()
                .clock(FIRST_MILLI)
                .touched()
                .then("kept 2026-11: 100", "ALLOW: MONTH_TURN")
                .level(Level.NONE)
                .total(0)
                .events(0)
                .whileBlocked(0)
                .touched()
                .thenNothing();
    }

    @Test
    void r10_a_limit_changed_to_zero_over_the_turn_allows_first_and_blocks_then() {
        given().role("r", 100)
                .assigned("r")
                .used(100)
                .role("r", 0)
                .clock(FIRST_MILLI)
                .when()
                .touched()
                .then("kept 2026-11: 100", "ALLOW: MONTH_TURN", "BLOCK: USER_LIMIT_ZERO");
    }

    @Test
    void r10_a_zero_limit_block_has_no_end_and_stays_over_the_turn() {
        given().role("r", 0)
                .assigned("r")
                .used(5)
                .clock(FIRST_MILLI)
                .when()
                .touched()
                .then("kept 2026-11: 5")
                .level(Level.NONE)
                .answer(Answer.BLOCK_UNTIL_CHANGED)
                .used(1)
                .then("exceeded at 1 of 0")
                .whileBlocked(1);
    }

    @Test
    void r10_thresholds_are_armed_anew_each_month() {
        given().role("r", 100)
                .assigned("r")
                .used(80)
                .clock(FIRST_MILLI)
                .used(79)
                .when()
                .used(1)
                .then("warning 80% at 80 of 100");
    }

    @Test
    void r10_a_month_without_usage_is_not_kept() {
        given().role("r", 100)
                .assigned("r")
                .clock(FIRST_MILLI)
                .when()
                .touched()
                .thenNothing()
                .period("2026-12");
    }

    @Test
    void r10_a_month_that_came_to_nothing_by_corrections_is_kept() {
        given().used(10).used(-10).clock(FIRST_MILLI).when().touched().then("kept 2026-11: 0");
    }

    @Test
    void r10_several_months_may_pass_at_once() {
        given().role("r", 100)
                .assigned("r")
                .used(100)
                .clock("2028-02-29T23:59:59.999Z")
                .when()
                .used(100)
                .then(
                        "kept 2026-11: 100",
                        "ALLOW: MONTH_TURN",
                        "warning 80% at 100 of 100",
                        "exceeded at 100 of 100",
                        "BLOCK until 2028-03-01T00:00:00Z: USER_LIMIT_REACHED")
                .period("2028-02");
    }

    @Test
    void r10_the_kept_month_says_what_it_was_measured_by() {
        LedgerSpec spec = given().role("r", 50)
                .role("r", 100)
                .assigned("r")
                .used(100)
                .used(7)
                .role("r", 300)
                .clock(FIRST_MILLI)
                .touched();
        assertThat(spec.month("2026-11"))
                .isEqualTo(new MonthTotal(Period.parse("2026-11"), 107, 7, 2, Limit.of(100), "r", 2));
    }

    @Test
    void r10_every_reader_is_right_at_midnight_without_any_message() {
        Account blocked = given().role("r", 100).assigned("r").used(100).when().account();
        assertThat(blocked.isBlockedAt(millis(LAST_MILLI))).isTrue();
        assertThat(blocked.isBlockedAt(millis(FIRST_MILLI))).isFalse();
        Account zero = given().role("r", 0).assigned("r").account();
        assertThat(zero.isBlockedAt(millis(FIRST_MILLI))).isTrue();
        Account allowed = given().role("r", 100).assigned("r").account();
        assertThat(allowed.isBlockedAt(millis(LAST_MILLI))).isFalse();
    }

    @Test
    void r10_a_query_sees_the_account_rolled_and_judged_without_changing_it() {
        LedgerSpec spec = given().role("r", 100).assigned("r").used(100);
        Account november = spec.account();
        assertThat(spec.asOf(millis(LAST_MILLI))).isSameAs(november);
        Account december = spec.role("r", 200).asOf(millis(FIRST_MILLI));
        assertThat(december)
                .returns(Period.parse("2026-12"), Account::period)
                .returns(0L, Account::used)
                .returns(0L, Account::events)
                .returns(Answer.ALLOW, Account::answer)
                .returns(Limit.of(200), Account::limit)
                .returns(2L, Account::roleVersion);
        assertThat(spec.account()).isSameAs(november);
    }

    @Test
    void r10_a_query_for_an_unknown_account_sees_an_empty_one() {
        assertThat(given().asOf(millis(FIRST_MILLI))).isEqualTo(Account.opened(Period.parse("2026-12")));
    }

    @Test
    void r10_a_block_given_in_the_old_month_names_its_end() {
        given().role("r", 100)
                .assigned("r")
                .clock(LAST_MILLI)
                .when()
                .used(100)
                .then("warning 80% at 100 of 100", "exceeded at 100 of 100", BLOCK_NOVEMBER);
    }

    @Test
    void r10_a_row_shows_its_month_as_it_is_kept_once_it_is_over() {
        LedgerSpec spec = given().role("r", 100).assigned("r").used(100).used(7);
        MonthTotal shown = spec.account().closed();
        spec.clock(FIRST_MILLI).touched();
        assertThat(spec.month("2026-11")).isEqualTo(shown);
    }
}
