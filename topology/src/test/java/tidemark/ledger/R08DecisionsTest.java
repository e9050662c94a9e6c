package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.LedgerSpec.given;
import static tidemark.ledger.LedgerSpec.millis;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tidemark.ledger.Effect.Standing;

/** R8: blocked when the limit is zero or reached; said only when the answer changes; numbered without a step back. */
class R08DecisionsTest {

    private static final String BLOCK = "BLOCK until 2026-12-01T00:00:00Z: USER_LIMIT_REACHED";
    private static final String BLOCK_ZERO = "BLOCK: USER_LIMIT_ZERO";

    @Test
    void r8_limit_to_zero_and_back_while_blocked_by_usage_says_each_answer() {
        given().role("r", 100)
                .assigned("r")
                .used(100)
                .when()
                .role("r", 0)
                .touched()
                .then(BLOCK_ZERO)
                .role("r", 100)
                .touched()
                .then(BLOCK)
                .level(Level.EXCEEDED);
    }

    @Test
    void r8_the_same_answer_for_another_reason_is_not_said() {
        given().role("r", 100)
                .role("smaller", 50)
                .assigned("r")
                .used(100)
                .when()
                .role("r", 90)
                .touched()
                .assigned("smaller")
                .used(7)
                .thenNothing();
    }

    @Test
    void r8_zero_limit_with_a_total_below_zero_blocks() {
        given().role("r", 0)
                .used(-100)
                .when()
                .assigned("r")
                .then(BLOCK_ZERO)
                .level(Level.NONE)
                .used(1)
                .thenNothing()
                .whileBlocked(1);
    }

    @Test
    void r8_a_raise_that_does_not_reach_above_the_total_stays_blocked() {
        given().role("r", 100)
                .assigned("r")
                .used(150)
                .when()
                .role("r", 150)
                .touched()
                .thenNothing()
                .role("r", 151)
                .touched()
                .then("ALLOW: LIMIT_RAISED")
                .level(Level.WARNED);
    }

    @Test
    void r8_taking_the_limit_away_allows() {
        given().role("r", 100)
                .assigned("r")
                .used(150)
                .when()
                .roleWithoutLimit("r")
                .touched()
                .then("ALLOW: LIMIT_REMOVED")
                .level(Level.NONE);
    }

    @Test
    void r8_taking_a_zero_limit_away_allows() {
        given().role("r", 0)
                .assigned("r")
                .when()
                .roleWithoutLimit("r")
                .touched()
                .then("ALLOW: LIMIT_REMOVED");
    }

    @Test
    void r8_sequence_numbers_are_the_clock_where_it_has_moved_on() {
        LedgerSpec spec = given().role("r", 100).assigned("r").when().used(80);
        assertThat(spec.standings()).extracting(Standing::sequence).containsExactly(millis("2026-11-15T12:00:00Z"));
        spec.after(Duration.ofSeconds(1)).when().used(20);
        assertThat(spec.standings())
                .extracting(Standing::sequence)
                .containsExactly(millis("2026-11-15T12:00:01Z"), millis("2026-11-15T12:00:01.001Z"));
    }

    @Test
    void r8_sequence_numbers_grow_while_the_clock_stands_still() {
        LedgerSpec spec =
                given().role("r", 100).assigned("r").when().used(150).used(-100).used(100);
        long first = millis("2026-11-15T12:00:00Z");
        assertThat(spec.standings())
                .extracting(Standing::sequence)
                // Those in between went to the level: first + 3, and first + 5.
                .containsExactly(first, first + 1, first + 2, first + 4, first + 6, first + 7, first + 8);
    }

    @Test
    void r8_sequence_numbers_grow_while_the_clock_goes_back() {
        LedgerSpec spec = given().role("r", 100)
                .assigned("r")
                .used(80)
                .clock("2026-11-15T11:00:00Z")
                .when()
                .used(20);
        long before = millis("2026-11-15T12:00:00Z");
        assertThat(spec.standings()).extracting(Standing::sequence).containsExactly(before + 2, before + 3);
    }

    @Test
    void r8_nothing_said_takes_no_number() {
        LedgerSpec spec = given().role("r", 100).assigned("r").used(1).touched();
        assertThat(spec.account().sequence()).isZero();
    }

    @Test
    void r8_an_answer_says_until_when_it_holds() {
        Period november = Period.parse("2026-11");
        assertThat(Answer.ALLOW.validUntilMillis(november)).isNull();
        assertThat(Answer.BLOCK_UNTIL_CHANGED.validUntilMillis(november)).isNull();
        assertThat(Answer.BLOCK_UNTIL_MONTH_END.validUntilMillis(november)).isEqualTo(millis("2026-12-01T00:00:00Z"));
        assertThat(Answer.ALLOW.isBlock()).isFalse();
        assertThat(Answer.BLOCK_UNTIL_CHANGED.isBlock()).isTrue();
        assertThat(Answer.BLOCK_UNTIL_MONTH_END.isBlock()).isTrue();
    }
}
