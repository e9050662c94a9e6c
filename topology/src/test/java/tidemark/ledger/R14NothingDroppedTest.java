package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.LedgerSpec.given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R14: what arrives for a blocked account is counted in full; every command ends as exactly one thing. */
class R14NothingDroppedTest {

    private static final long MAX = Credits.MAX_MICROS;

    @Test
    void r14_usage_of_a_blocked_account_is_counted_in_full_and_summed_apart() {
        given().role("r", 100)
                .assigned("r")
                .used(150)
                .whileBlocked(0)
                .used(70)
                .used(1)
                .applied()
                .total(221)
                .whileBlocked(71)
                .events(3);
    }

    @Test
    void r14_under_a_zero_limit_everything_is_used_while_blocked() {
        given().role("r", 0).assigned("r").used(5).used(6).total(11).whileBlocked(11);
    }

    @Test
    void r14_what_is_used_after_the_block_has_ended_is_not_used_while_blocked() {
        given().role("r", 100)
                .assigned("r")
                .used(100)
                .used(5)
                .role("r", 200)
                .used(6)
                .whileBlocked(5);
    }

    @ParameterizedTest(name = "limit {0}, {1} used in November, {2} more read in December: {3} of it while blocked")
    @CsvSource({"100, 100, 7, 7", "100, 99, 7, 0", "100, 100, -7, 0", "0, 1, 7, 7"})
    void r14_what_arrived_before_the_turn_and_is_read_after_it_met_the_answer_of_its_own_month(
            long limit, long used, long more, long whileBlocked) {
        LedgerSpec spec = given().role("r", limit).assigned("r").used(used);
        long before = spec.account().usedWhileBlocked();
        long arrival = LedgerSpec.millis("2026-11-30T23:59:59.999Z");
        spec.clock("2026-12-01T00:00:00Z").touched();
        spec.decide(new Command.Charge(null, "late", arrival, arrival, more, null))
                .applied();
        assertThat(spec.month("2026-11").used()).isEqualTo(used + more);
        assertThat(spec.month("2026-11").usedWhileBlocked()).isEqualTo(before + whileBlocked);
    }

    @ParameterizedTest(name = "{0} and then {1}")
    @CsvSource({
        "9007199254740991, 1",
        "9007199254740990, 2",
        "-9007199254740991, -1",
        "-9007199254740990, -2",
        "9007199254740991, 9007199254740991",
        "-9007199254740991, -9007199254740991",
    })
    void r14_a_total_that_would_leave_the_range_is_rejected(long first, long second) {
        given().used(first)
                .when()
                .used(second)
                .rejected(Reason.TOTAL_OUT_OF_RANGE, "credits_micros is " + second, "total " + first, "±" + MAX)
                .thenNothing()
                .total(first)
                .events(1);
    }

    @ParameterizedTest(name = "{0} and then {1}")
    @CsvSource({
        "9007199254740990, 1, 9007199254740991",
        "-9007199254740990, -1, -9007199254740991",
        "9007199254740991, 0, 9007199254740991",
        "-9007199254740991, 9007199254740991, 0",
        "9007199254740991, -9007199254740991, 0",
    })
    void r14_a_total_at_the_ends_of_the_range_is_counted(long first, long second, long total) {
        given().used(first).used(second).applied().total(total).events(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {MAX + 1, -MAX - 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void r14_an_amount_out_of_range_is_rejected(long micros) {
        given().used(micros)
                .rejected(Reason.AMOUNT_OUT_OF_RANGE, "credits_micros is " + micros, "" + MAX)
                .total(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {MAX, -MAX})
    void r14_an_amount_at_the_ends_of_the_range_is_counted(long micros) {
        given().used(micros).applied().total(micros);
    }

    @Test
    void r14_used_while_blocked_stays_in_the_range() {
        given().role("r", 0)
                .assigned("r")
                .used(MAX)
                .used(-MAX)
                .used(MAX)
                .applied()
                .total(MAX)
                .whileBlocked(MAX);
    }

    @Test
    void r14_an_event_of_nothing_is_an_event() {
        given().used(0).applied().events(1).total(0);
    }

    @ParameterizedTest
    @EnumSource
    void r14_every_reason_has_its_sentence(Reason reason) {
        assertThat(reason.sentence()).endsWith(".").matches("(occurred_at |[A-Z]).{10,}");
        assertThat(Rejection.of(reason)).isEqualTo(new Rejection(reason, reason.sentence()));
    }
}
