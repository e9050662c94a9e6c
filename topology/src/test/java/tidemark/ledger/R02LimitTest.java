package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static tidemark.ledger.LedgerSpec.given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R2: none is no cap, zero blocks everything, an amount caps each holder on their own. */
class R02LimitTest {

    @Test
    void r2_without_a_role_nothing_is_capped() {
        given().when().used(Credits.MAX_MICROS).thenNothing().applied().answer(Answer.ALLOW);
    }

    @Test
    void r2_a_role_without_limit_caps_nothing() {
        given().roleWithoutLimit("r")
                .assigned("r")
                .when()
                .used(Credits.MAX_MICROS)
                .thenNothing()
                .answer(Answer.ALLOW);
    }

    @Test
    void r2_zero_blocks_from_the_first_moment() {
        given().role("r", 0)
                .when()
                .assigned("r")
                .then("BLOCK: USER_LIMIT_ZERO")
                .total(0)
                .answer(Answer.BLOCK_UNTIL_CHANGED);
    }

    @Test
    void r2_zero_blocks_in_every_month_until_the_limit_changes() {
        given().role("r", 0)
                .assigned("r")
                .when()
                .clock("2026-12-01T00:00:00Z")
                .touched()
                .clock("2027-03-07T00:00:00Z")
                .touched()
                .thenNothing()
                .answer(Answer.BLOCK_UNTIL_CHANGED)
                .role("r", 1)
                .touched()
                .then("ALLOW: LIMIT_RAISED");
    }

    @Test
    void r2_zero_blocks_until_the_role_changes() {
        given().role("zero", 0)
                .role("r", 10)
                .assigned("zero")
                .when()
                .assigned("r")
                .then("ALLOW: ROLE_CHANGED");
    }

    @Test
    void r2_holders_of_one_role_are_capped_each_on_their_own() {
        LedgerSpec one = given().role("r", 100).assigned("r");
        LedgerSpec other = given().role("r", 100).assigned("r");
        one.used(100).answer(Answer.BLOCK_UNTIL_MONTH_END);
        other.used(99).answer(Answer.ALLOW);
    }

    @ParameterizedTest
    @ValueSource(longs = {-2, Long.MIN_VALUE, Credits.MAX_MICROS + 1, Long.MAX_VALUE})
    void r2_a_limit_out_of_range_is_refused(long micros) {
        assertThatIllegalArgumentException().isThrownBy(() -> Limit.of(micros)).withMessageContaining("" + micros);
    }

    @Test
    void r2_the_ends_of_the_range_are_limits() {
        assertThat(Limit.of(0))
                .isSameAs(Limit.ZERO)
                .returns(true, Limit::isZero)
                .returns(false, Limit::isNone);
        assertThat(Limit.of(Credits.MAX_MICROS).micros()).isEqualTo(9_007_199_254_740_991L);
        assertThat(new Limit(-1)).isEqualTo(Limit.NONE);
        assertThat(Limit.NONE.isNone()).isTrue();
        assertThat(Limit.NONE.isZero()).isFalse();
        assertThat(Limit.of(1)).returns(false, Limit::isZero).returns(false, Limit::isNone);
    }

    @ParameterizedTest(name = "of {0}, {1} used: {2} left")
    @CsvSource({
        "100, 0, 100",
        "100, 99, 1",
        "100, 100, 0",
        "100, 101, 0",
        "0, 5, 0",
        "100, -20, 120",
        "9007199254740991, -1, 9007199254740991",
        "9007199254740991, -9007199254740991, 9007199254740991",
    })
    void r2_what_remains_is_never_below_zero_nor_above_what_is_exact(long limit, long used, long remaining) {
        assertThat(Limit.of(limit).remaining(used)).isEqualTo(remaining);
    }
}
