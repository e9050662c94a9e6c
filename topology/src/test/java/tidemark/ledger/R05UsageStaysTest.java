package tidemark.ledger;

import static tidemark.ledger.LedgerSpec.given;

import org.junit.jupiter.api.Test;

/** R5 and R6: usage belongs to the account; a copied role is a role of its own. */
class R05UsageStaysTest {

    private static final String BLOCK = "BLOCK until 2026-12-01T00:00:00Z: USER_LIMIT_REACHED";

    @Test
    void r5_switching_losing_and_regaining_a_role_neither_resets_nor_loses_usage() {
        given().role("a", 100)
                .role("b", 200)
                .assigned("a")
                .used(30)
                .assigned("b")
                .used(30)
                .unassigned()
                .used(30)
                .total(90)
                .when()
                .assigned("a")
                .then("warning 80% at 90 of 100")
                .total(90)
                .events(3);
    }

    @Test
    void r5_deleting_and_re_creating_the_role_keeps_the_usage() {
        given().role("a", 100)
                .assigned("a")
                .used(60)
                .deleted("a")
                .used(60)
                .role("a", 100)
                .when()
                .assigned("a")
                .then("warning 80% at 120 of 100", "exceeded at 120 of 100", BLOCK)
                .total(120);
    }

    @Test
    void r5_used_while_blocked_survives_a_change_of_role() {
        given().role("a", 100)
                .role("b", 500)
                .assigned("a")
                .used(100)
                .used(40)
                .assigned("b")
                .used(10)
                .total(150)
                .whileBlocked(40);
    }

    @Test
    void r5_usage_of_the_time_without_role_counts_against_the_role_that_comes() {
        given().used(100)
                .role("a", 100)
                .when()
                .assigned("a")
                .then("warning 80% at 100 of 100", "exceeded at 100 of 100", BLOCK);
    }

    @Test
    void r6_duplicate_of_a_role_changed_just_before_caps_by_the_copied_limit() {
        given().role("source", 100)
                .role("source", 50)
                .role("copy", 50)
                .assigned("source")
                .used(45)
                .when()
                .assigned("copy")
                .thenNothing()
                .level(Level.WARNED)
                .used(5)
                .then("exceeded at 50 of 50", BLOCK)
                .total(50);
    }

    @Test
    void r6_a_change_of_the_source_after_the_copy_does_not_concern_those_who_hold_the_copy() {
        given().role("source", 100)
                .role("copy", 100)
                .assigned("copy")
                .used(50)
                .when()
                .role("source", 10)
                .touched()
                .deleted("source")
                .touched()
                .thenNothing()
                .holds("copy@1", "none");
    }
}
