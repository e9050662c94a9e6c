package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.LedgerSpec.given;
import static tidemark.ledger.LedgerSpec.millis;

import org.junit.jupiter.api.Test;
import tidemark.ledger.Command.Charge;
import tidemark.ledger.Effect.Crossed;
import tidemark.ledger.Effect.Decided;
import tidemark.ledger.Effect.LevelChanged;
import tidemark.ledger.Effect.MonthKept;
import tidemark.ledger.Effect.Standing;

/** R15 and R16: every statement names its cause and figures; the texts are what they are. */
class R15ReplayableTest {

    private static final long NOON = millis("2026-11-15T12:00:00Z");
    private static final long TURN = millis("2026-12-01T00:00:00Z");
    private static final Period NOVEMBER = Period.parse("2026-11");
    private static final Period DECEMBER = Period.parse("2026-12");

    @Test
    void r15_usage_names_the_event_its_operation_and_all_figures() {
        LedgerSpec spec = given().role("r", 50).role("r", 100).assigned("r").when();
        spec.decide(new Charge("llm", "event/7", NOON - 5, NOON, 120, "operation/3"));
        assertThat(spec.effects())
                .containsExactly(
                        new Crossed(Level.WARNED, 80, usage(120, NOON)),
                        new Crossed(Level.EXCEEDED, 100, usage(120, NOON + 1)),
                        new Decided(
                                Answer.BLOCK_UNTIL_MONTH_END, DecisionReason.USER_LIMIT_REACHED, usage(120, NOON + 2)),
                        new LevelChanged(Level.NONE, Level.EXCEEDED, usage(120, NOON + 3)));
    }

    private static Standing usage(long used, long sequence) {
        return new Standing(
                NOVEMBER, used, Limit.of(100), "r", 2, sequence, NOON, Cause.USAGE, "event/7", "operation/3");
    }

    @Test
    void r15_a_correction_names_the_event_and_its_operation() {
        LedgerSpec spec = given().role("r", 100).assigned("r").used(100).when();
        spec.decide(new Charge(null, "refund", NOON, NOON, -60, "op"));
        assertThat(spec.effects())
                .containsExactly(
                        new Decided(Answer.ALLOW, DecisionReason.USAGE_CORRECTED, refund(NOON + 4)),
                        new LevelChanged(Level.EXCEEDED, Level.NONE, refund(NOON + 5)));
    }

    private static Standing refund(long sequence) {
        return new Standing(NOVEMBER, 40, Limit.of(100), "r", 1, sequence, NOON, Cause.CORRECTION, "refund", "op");
    }

    @Test
    void r15_a_limit_change_names_the_newest_change_and_no_operation() {
        LedgerSpec spec = given().role("r", 100).assigned("r").used(50).when();
        spec.role("r", 70).role("r", 60).decide(new Charge(null, "e", NOON, NOON, 0, "op"));
        assertThat(spec.standings())
                .containsExactly(
                        new Standing(NOVEMBER, 50, Limit.of(60), "r", 3, NOON, NOON, Cause.LIMIT_CHANGED, "r@3", null));
    }

    @Test
    void r15_an_assignment_names_its_change() {
        LedgerSpec spec = given().role("r", 60).used(50).when().assigned("assign-1", "r");
        assertThat(spec.standings())
                .containsExactly(new Standing(
                        NOVEMBER, 50, Limit.of(60), "r", 1, NOON, NOON, Cause.ROLE_ASSIGNED, "assign-1", null));
    }

    @Test
    void r15_an_assignment_to_no_role_names_its_change_and_no_limit() {
        LedgerSpec spec = given().role("r", 0).assigned("r").when().assigned("assign-2", null);
        assertThat(spec.standings())
                .containsExactly(new Standing(
                        NOVEMBER, 0, Limit.NONE, null, 0, NOON + 1, NOON, Cause.ROLE_ASSIGNED, "assign-2", null));
    }

    @Test
    void r15_a_pending_role_that_appears_names_the_change_that_made_it() {
        LedgerSpec spec = given().used(50).assigned("r").when().role("r", 60).touched();
        assertThat(spec.standings())
                .containsExactly(
                        new Standing(NOVEMBER, 50, Limit.of(60), "r", 1, NOON, NOON, Cause.ROLE_ASSIGNED, "r@1", null));
    }

    @Test
    void r15_a_deletion_names_the_last_deletion_of_the_chain() {
        LedgerSpec spec = given().role("a", 100)
                .role("b", 100)
                .role("c", 60)
                .assigned("a")
                .used(50)
                .when()
                .deleted("a", "b")
                .deleted("b", "c")
                .touched();
        assertThat(spec.standings())
                .containsExactly(
                        new Standing(NOVEMBER, 50, Limit.of(60), "c", 1, NOON, NOON, Cause.ROLE_DELETED, "b@2", null));
    }

    @Test
    void r15_a_deletion_without_successor_names_no_role() {
        LedgerSpec spec = given().role("a", 0).assigned("a").when().deleted("a").touched();
        assertThat(spec.effects())
                .containsExactly(new Decided(
                        Answer.ALLOW,
                        DecisionReason.ROLE_CHANGED,
                        new Standing(
                                NOVEMBER, 0, Limit.NONE, null, 0, NOON + 1, NOON, Cause.ROLE_DELETED, "a@2", null)));
    }

    @Test
    void r15_a_month_turn_names_the_new_month() {
        LedgerSpec spec = given().role("r", 100)
                .assigned("r")
                .used(100)
                .clock(TURN)
                .when()
                .decide(new Charge(null, "e", TURN, TURN, 1, "op"));
        assertThat(spec.effects())
                .containsExactly(
                        new MonthKept(new MonthTotal(NOVEMBER, 100, 0, 1, Limit.of(100), "r", 1)),
                        new Decided(Answer.ALLOW, DecisionReason.MONTH_TURN, turn(TURN)),
                        new LevelChanged(Level.EXCEEDED, Level.NONE, turn(TURN + 1)));
    }

    private static Standing turn(long sequence) {
        return new Standing(DECEMBER, 0, Limit.of(100), "r", 1, sequence, TURN, Cause.MONTH_TURN, "2026-12", null);
    }

    @Test
    void r15_another_warning_percentage_names_the_setting() {
        LedgerSpec spec = given().role("r", 100)
                .assigned("r")
                .used(50)
                .warningPercent(50)
                .when()
                .decide(new Charge(null, "e", NOON, NOON, 1, "op"));
        assertThat(spec.effects())
                .containsExactly(
                        new Crossed(Level.WARNED, 50, setting(NOON)),
                        new LevelChanged(Level.NONE, Level.WARNED, setting(NOON + 1)));
    }

    private static Standing setting(long sequence) {
        return new Standing(
                NOVEMBER, 50, Limit.of(100), "r", 1, sequence, NOON, Cause.SETTINGS, "warning.percent=50", null);
    }

    @Test
    void r15_a_limit_changed_together_with_the_percentage_names_the_limit_change() {
        LedgerSpec spec = given().role("r", 100)
                .assigned("r")
                .used(50)
                .warningPercent(50)
                .role("r", 90)
                .when()
                .touched();
        assertThat(spec.standings()).extracting(Standing::causedBy).containsExactly("r@2");
    }

    @Test
    void r15_judged_at_the_arrival_where_it_is_later_than_the_clock() {
        LedgerSpec spec = given().role("r", 10).assigned("r").when();
        spec.decide(new Charge(null, "e", NOON, NOON + 250, 8, null));
        assertThat(spec.standings())
                .singleElement()
                .returns(NOON + 250, Standing::at)
                .returns(NOON + 250, Standing::sequence);
    }

    @Test
    void r16_the_texts_are_to_the_letter() {
        assertThat(Message.USER_LIMIT)
                .isEqualTo("You have reached your monthly usage limit. Please contact an administrator.");
        assertThat(Message.ENTITY_LIMIT)
                .isEqualTo("Your organization has reached its monthly usage limit. Please contact an administrator.");
    }
}
