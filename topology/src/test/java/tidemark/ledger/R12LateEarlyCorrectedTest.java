package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.LedgerSpec.given;
import static tidemark.ledger.LedgerSpec.millis;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.ledger.Command.Charge;

/** R12: times are judged by arrival; late events are charged to their month; corrections are negative usage. */
class R12LateEarlyCorrectedTest {

    private static final String BLOCK = "BLOCK until 2026-12-01T00:00:00Z: USER_LIMIT_REACHED";
    private static final String FIRST_OF_DECEMBER = "2026-12-01T00:00:00Z";

    @ParameterizedTest(name = "occurred {0} after its arrival: {1}")
    @CsvSource({
        "PT0S, none",
        "PT5M, none",
        "PT5M0.001S, TOO_EARLY",
        "P400D, TOO_EARLY",
        "PT-1S, none",
        "P-7D, none",
        "P-7DT-0.001S, TOO_LATE",
        "P-20000D, TOO_LATE",
    })
    void r12_early_and_late_are_judged_to_the_millisecond(Duration ahead, String refused) {
        long arrival = millis("2026-11-15T12:00:00Z");
        LedgerSpec spec = given().when().decide(new Charge(null, "e", arrival + ahead.toMillis(), arrival, 7, null));
        spec.thenNothing();
        if (refused.equals("none")) {
            spec.applied().total(7);
        } else {
            spec.rejected(Reason.valueOf(refused), "occurred_at", "2026-11-15T12:00:00Z")
                    .total(0);
        }
    }

    @Test
    void r12_a_backlog_or_a_replay_rejects_nothing() {
        long arrival = millis("2026-11-15T12:00:00Z");
        LedgerSpec spec = given().clock("2027-08-01T00:00:00Z");
        spec.decide(new Charge(null, "e", arrival - 1000, arrival, 7, null)).applied();
        assertThat(spec.month("2026-11").used()).isEqualTo(7);
    }

    @Test
    void r12_a_refusal_by_time_or_amount_touches_no_state() {
        LedgerSpec spec =
                given().role("r", 100).assigned("r").used(100).role("r", 500).clock(FIRST_OF_DECEMBER);
        Account before = spec.account();
        spec.when()
                .usedOn("2026-12-01T00:06:00Z", 1)
                .rejected(Reason.TOO_EARLY, "2026-12-01T00:06:00Z", "at most 300 s after")
                .usedOn("2026-11-01T00:00:00Z", 1)
                .rejected(Reason.TOO_LATE, "at most 604800 s before")
                .used(Long.MIN_VALUE)
                .rejected(Reason.AMOUNT_OUT_OF_RANGE)
                .thenNothing();
        assertThat(spec.account()).isSameAs(before);
    }

    @Test
    void r12_a_refusal_of_the_first_event_leaves_an_empty_account_of_the_current_month() {
        LedgerSpec spec = given().usedOn("2026-11-15T13:00:00Z", 1).rejected(Reason.TOO_EARLY);
        assertThat(spec.account()).isEqualTo(Account.opened(Period.parse("2026-11")));
    }

    @Test
    void r12_an_event_late_within_its_month_is_judged() {
        given().role("r", 100)
                .assigned("r")
                .when()
                .usedOn("2026-11-09T00:00:00Z", 100)
                .then("warning 80% at 100 of 100", "exceeded at 100 of 100", BLOCK);
    }

    @Test
    void r12_a_late_event_into_a_month_that_is_over_raises_no_event_and_no_decision() {
        LedgerSpec spec = given().role("r", 100)
                .assigned("r")
                .used(50)
                .clock(FIRST_OF_DECEMBER)
                .touched()
                .when()
                .usedOn("2026-11-30T00:00:00Z", 500)
                .applied()
                .then("kept 2026-11: 550")
                .total(0)
                .level(Level.NONE)
                .answer(Answer.ALLOW);
        assertThat(spec.month("2026-11"))
                .isEqualTo(new MonthTotal(Period.parse("2026-11"), 550, 0, 2, Limit.of(100), "r", 1));
    }

    @Test
    void r12_a_late_event_into_a_month_that_closes_in_the_same_step_is_added_to_it() {
        LedgerSpec spec = given().role("r", 100)
                .assigned("r")
                .used(100)
                .clock(FIRST_OF_DECEMBER)
                .when()
                .usedOn("2026-11-30T00:00:00Z", 5)
                .applied()
                .then("kept 2026-11: 100", "ALLOW: MONTH_TURN", "kept 2026-11: 105")
                .period("2026-12")
                .total(0);
        assertThat(spec.month("2026-11").events()).isEqualTo(2);
    }

    @Test
    void r12_a_late_event_into_an_older_month_than_the_one_that_closes_in_the_same_step() {
        LedgerSpec spec = given().policy(new Policy(
                        80,
                        Duration.ofDays(40).toMillis(),
                        0,
                        Duration.ofDays(40).toMillis(),
                        13))
                .clock("2026-10-31T00:00:00Z")
                .used(3)
                .clock("2026-11-15T00:00:00Z")
                .used(10)
                .clock(FIRST_OF_DECEMBER)
                .when()
                .usedOn("2026-10-31T00:00:00Z", 5)
                .then("kept 2026-11: 10", "kept 2026-10: 8");
        assertThat(spec.month("2026-11").used()).isEqualTo(10);
    }

    @Test
    void r12_a_late_event_into_a_month_without_usage_opens_it() {
        LedgerSpec spec = given().role("r", 100)
                .assigned("r")
                .clock(FIRST_OF_DECEMBER)
                .when()
                .usedOn("2026-11-30T00:00:00Z", 5)
                .then("kept 2026-11: 5")
                .period("2026-12")
                .total(0)
                .events(0);
        assertThat(spec.month("2026-11"))
                .isEqualTo(new MonthTotal(Period.parse("2026-11"), 5, 0, 1, Limit.of(100), "r", 1));
    }

    @Test
    void r12_a_late_event_for_an_unknown_account_opens_both_months() {
        given().clock(FIRST_OF_DECEMBER)
                .when()
                .usedOn("2026-11-30T00:00:00Z", 5)
                .then("kept 2026-11: 5")
                .period("2026-12")
                .total(0);
    }

    @Test
    void r12_a_late_event_that_arrives_while_blocked_is_summed_apart_in_its_month() {
        LedgerSpec spec = given().role("r", 100)
                .assigned("r")
                .clock(FIRST_OF_DECEMBER)
                .used(100)
                .when()
                .usedOn("2026-11-30T00:00:00Z", 5)
                .then("kept 2026-11: 5")
                .whileBlocked(0);
        assertThat(spec.month("2026-11").usedWhileBlocked()).isEqualTo(5);
    }

    @Test
    void r12_a_total_out_of_range_in_a_month_that_is_over_is_rejected() {
        LedgerSpec spec = given().used(Credits.MAX_MICROS)
                .clock(FIRST_OF_DECEMBER)
                .touched()
                .when()
                .usedOn("2026-11-30T00:00:00Z", 1)
                .rejected(Reason.TOTAL_OUT_OF_RANGE, "credits_micros is 1", "total " + Credits.MAX_MICROS)
                .thenNothing();
        spec.usedOn("2026-11-30T00:00:00Z", -1).applied().then("kept 2026-11: 9007199254740990");
    }

    @Test
    void r12_a_correction_lowers_the_level_and_lets_in() {
        given().role("r", 100)
                .assigned("r")
                .used(100)
                .when()
                .used(-1)
                .then("ALLOW: USAGE_CORRECTED")
                .level(Level.WARNED)
                .used(-20)
                .thenNothing()
                .level(Level.NONE);
    }

    @Test
    void r12_correction_below_zero_leaves_room_for_more() {
        given().role("r", 100)
                .assigned("r")
                .when()
                .used(-50)
                .thenNothing()
                .total(-50)
                .used(129)
                .thenNothing()
                .used(1)
                .then("warning 80% at 80 of 100");
    }

    @Test
    void r12_correction_after_the_month_changes_that_month_only() {
        LedgerSpec spec = given().role("r", 100)
                .assigned("r")
                .used(30)
                .clock(FIRST_OF_DECEMBER)
                .used(100)
                .when()
                .usedOn("2026-11-30T00:00:00Z", -50)
                .then("kept 2026-11: -20")
                .total(100)
                .answer(Answer.BLOCK_UNTIL_MONTH_END);
        assertThat(spec.month("2026-11").usedWhileBlocked()).isZero();
    }

    @Test
    void r12_correction_of_what_was_used_while_blocked_leaves_that_sum_alone() {
        given().role("r", 100)
                .assigned("r")
                .used(100)
                .used(30)
                .used(-30)
                .total(100)
                .whileBlocked(30)
                .events(3);
    }
}
