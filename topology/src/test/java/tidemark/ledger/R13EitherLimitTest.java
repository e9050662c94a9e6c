package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.EntitySpec.given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R13, R16: users and entities are blocked apart from each other, and each block says whose it is. */
class R13EitherLimitTest {

    private static final String BLOCK = "BLOCK until 2026-12-01T00:00:00Z: ENTITY_LIMIT_REACHED";

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
