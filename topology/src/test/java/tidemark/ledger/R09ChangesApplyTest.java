package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.LedgerSpec.given;

import org.junit.jupiter.api.Test;

/** R9: the account's next step after a change is judged by it, in both directions, by the newest version known. */
class R09ChangesApplyTest {

    private static final String BLOCK = "BLOCK until 2026-12-01T00:00:00Z: USER_LIMIT_REACHED";

    @Test
    void r9_the_next_event_is_judged_by_a_lowered_limit() {
        given().role("r", 100)
                .assigned("r")
                .used(50)
                .when()
                .role("r", 50)
                .used(5)
                .then("warning 80% at 50 of 50", "exceeded at 50 of 50", BLOCK)
                .whileBlocked(5);
    }

    @Test
    void r9_the_next_event_is_judged_by_a_raised_limit() {
        given().role("r", 100)
                .assigned("r")
                .used(100)
                .when()
                .role("r", 200)
                .used(5)
                .then("ALLOW: LIMIT_RAISED")
                .whileBlocked(0)
                .total(105);
    }

    @Test
    void r9_a_raise_and_the_event_that_fills_it_again_are_said_in_their_order() {
        given().role("r", 100)
                .assigned("r")
                .used(100)
                .when()
                .role("r", 200)
                .used(100)
                .then("ALLOW: LIMIT_RAISED", "warning 80% at 200 of 200", "exceeded at 200 of 200", BLOCK);
    }

    @Test
    void r9_idle_members_follow_when_they_are_touched() {
        given().role("r", 100)
                .assigned("r")
                .used(50)
                .when()
                .role("r", 0)
                .touched()
                .then("exceeded at 50 of 0", "BLOCK: USER_LIMIT_ZERO");
    }

    @Test
    void r9_versions_skipped_on_the_way_say_nothing() {
        given().role("r", 100)
                .assigned("r")
                .used(50)
                .when()
                .role("r", 0)
                .role("r", 10)
                .roleWithoutLimit("r")
                .role("r", 90)
                .touched()
                .thenNothing()
                .holds("r@5", "none");
    }

    @Test
    void r9_an_unchanged_limit_re_evaluates_nobody() {
        given().role("r", 100)
                .assigned("r")
                .used(100)
                .when()
                .role("r", 100)
                .touched()
                .thenNothing()
                .holds("r@2", "none");
    }

    @Test
    void r9_a_duplicate_or_a_rejected_event_still_brings_the_account_to_the_newest_limit() {
        given().role("r", 100)
                .assigned("r")
                .used("e", 50)
                .when()
                .role("r", 50)
                .used("e", 50)
                .duplicate()
                .then("warning 80% at 50 of 50", "exceeded at 50 of 50", BLOCK)
                .role("r", 60)
                .used("e", 51)
                .rejected(Reason.EVENT_ID_CONFLICT)
                .then("ALLOW: LIMIT_RAISED")
                .total(50);
    }

    @Test
    void r9_an_assignment_is_judged_after_the_changes_before_it() {
        given().role("a", 100)
                .role("b", 200)
                .assigned("a")
                .used(50)
                .when()
                .role("a", 50)
                .assigned("b")
                .then("warning 80% at 50 of 50", "exceeded at 50 of 50", BLOCK, "ALLOW: ROLE_CHANGED");
    }

    @Test
    void r9_a_touch_without_news_leaves_the_very_same_account() {
        LedgerSpec spec = given().role("r", 100).assigned("r").used(50);
        Account before = spec.account();
        spec.when().touched().applied().thenNothing();
        assertThat(spec.account()).isSameAs(before);
    }
}
