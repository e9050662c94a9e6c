package tidemark.ledger;

import static tidemark.ledger.LedgerSpec.given;

import org.junit.jupiter.api.Test;

/** R4: one role per account, roles that are waited for, deletions. */
class R04RolesTest {

    private static final String BLOCK = "BLOCK until 2026-12-01T00:00:00Z: USER_LIMIT_REACHED";

    @Test
    void r4_a_new_assignment_replaces_the_old_one_and_limits_never_add_up() {
        given().role("a", 100)
                .role("b", 50)
                .assigned("a")
                .used(50)
                .when()
                .assigned("b")
                .applied()
                .then("warning 80% at 50 of 50", "exceeded at 50 of 50", BLOCK)
                .holds("b@1", "none");
    }

    @Test
    void r4_the_same_assignment_again_changes_nothing() {
        given().role("a", 100)
                .assigned("a")
                .when()
                .assigned("a")
                .unchanged()
                .thenNothing()
                .holds("a@1", "none");
    }

    @Test
    void r4_no_role_after_no_role_changes_nothing() {
        given().when().unassigned().unchanged().thenNothing().holds("none", "none");
    }

    @Test
    void r4_losing_the_role_ends_its_cap() {
        given().role("a", 100)
                .assigned("a")
                .used(100)
                .when()
                .unassigned()
                .applied()
                .then("ALLOW: ROLE_CHANGED")
                .holds("none", "none")
                .level(Level.NONE);
    }

    @Test
    void r4_assignment_before_its_role_waits_and_the_former_role_stays_in_force() {
        given().role("a", 100)
                .assigned("a")
                .when()
                .assigned("b")
                .applied()
                .holds("a@1", "b")
                .used(100)
                .then("warning 80% at 100 of 100", "exceeded at 100 of 100", BLOCK)
                .role("b", 200)
                .touched()
                .then("ALLOW: ROLE_CHANGED")
                .holds("b@1", "none");
    }

    @Test
    void r4_assignment_before_its_role_without_a_former_role_caps_nothing_until_it_appears() {
        given().assigned("b")
                .holds("none", "b")
                .when()
                .used(100)
                .thenNothing()
                .role("b", 100)
                .touched()
                .then("warning 80% at 100 of 100", "exceeded at 100 of 100", BLOCK)
                .holds("b@1", "none");
    }

    @Test
    void r4_the_next_event_is_judged_by_the_pending_role_that_has_appeared() {
        given().assigned("b").when().role("b", 0).used(5).then("BLOCK: USER_LIMIT_ZERO", "exceeded at 5 of 0");
    }

    @Test
    void r4_waiting_for_the_same_role_again_changes_nothing() {
        given().assigned("b").when().assigned("b").unchanged().thenNothing().holds("none", "b");
    }

    @Test
    void r4_an_assignment_replaces_the_one_that_waits() {
        given().role("a", 100)
                .assigned("later")
                .when()
                .assigned("a")
                .applied()
                .holds("a@1", "none")
                .role("later", 0)
                .touched()
                .thenNothing()
                .holds("a@1", "none");
    }

    @Test
    void r4_assigning_the_role_held_ends_the_wait_for_another() {
        given().role("a", 100)
                .assigned("a")
                .assigned("later")
                .when()
                .assigned("a")
                .applied()
                .holds("a@1", "none");
    }

    @Test
    void r4_an_assignment_that_waits_replaces_another_that_waits() {
        given().assigned("b").assigned("c").applied().holds("none", "c");
    }

    @Test
    void r4_no_role_ends_the_wait_too() {
        given().assigned("b")
                .unassigned()
                .applied()
                .holds("none", "none")
                .role("b", 0)
                .when()
                .touched()
                .thenNothing()
                .holds("none", "none");
    }

    @Test
    void r4_an_assignment_to_a_deleted_role_waits_for_its_return() {
        given().role("a", 0)
                .deleted("a")
                .when()
                .assigned("a")
                .applied()
                .thenNothing()
                .holds("none", "a")
                .touched()
                .holds("none", "a")
                .role("a", 0)
                .touched()
                .then("BLOCK: USER_LIMIT_ZERO")
                .holds("a@3", "none");
    }

    @Test
    void r4_deleting_a_role_leaves_its_members_without_role() {
        given().role("a", 100)
                .assigned("a")
                .used(100)
                .when()
                .deleted("a")
                .touched()
                .then("ALLOW: ROLE_CHANGED")
                .holds("none", "none")
                .level(Level.NONE);
    }

    @Test
    void r4_deleting_a_role_moves_its_members_to_the_named_one() {
        given().role("a", 100)
                .role("b", 40)
                .assigned("a")
                .used(50)
                .when()
                .deleted("a", "b")
                .touched()
                .then("warning 80% at 50 of 40", "exceeded at 50 of 40", BLOCK)
                .holds("b@1", "none");
    }

    @Test
    void r4_members_moved_by_a_deletion_are_judged_by_the_newest_version_of_the_new_role() {
        given().role("a", 100)
                .role("b", 40)
                .assigned("a")
                .used(50)
                .when()
                .deleted("a", "b")
                .role("b", 30)
                .role("b", 90)
                .touched()
                .thenNothing()
                .holds("b@3", "none");
    }

    @Test
    void r4_role_deleted_and_re_created_with_the_same_id_has_none_of_its_former_members() {
        given().role("a", 100)
                .assigned("a")
                .used(70)
                .when()
                .deleted("a")
                .role("a", 50)
                .touched()
                .thenNothing()
                .holds("none", "none")
                .assigned("a")
                .then("warning 80% at 70 of 50", "exceeded at 70 of 50", BLOCK)
                .holds("a@3", "none");
    }

    @Test
    void r4_role_deleted_and_re_created_keeps_those_assigned_afterwards() {
        given().role("a", 100)
                .deleted("a")
                .role("a", 50)
                .assigned("a")
                .when()
                .touched()
                .used(50)
                .then("warning 80% at 50 of 50", "exceeded at 50 of 50", BLOCK)
                .holds("a@3", "none");
    }

    @Test
    void r4_members_follow_a_chain_of_deletions() {
        given().role("a", 100)
                .role("b", 100)
                .role("c", 50)
                .assigned("a")
                .used(50)
                .when()
                .deleted("a", "b")
                .deleted("b", "c")
                .role("a", 0)
                .touched()
                .then("warning 80% at 50 of 50", "exceeded at 50 of 50", BLOCK)
                .holds("c@1", "none");
    }

    @Test
    void r4_members_follow_a_chain_of_deletions_back_to_the_role_where_it_began() {
        given().role("a", 100)
                .role("b", 100)
                .assigned("a")
                .used(50)
                .deleted("a", "b")
                .role("a", 50)
                .when()
                .deleted("b", "a")
                .touched()
                .then("warning 80% at 50 of 50", "exceeded at 50 of 50", BLOCK)
                .holds("a@3", "none");
    }

    @Test
    void r4_a_chain_of_deletions_can_end_without_role() {
        given().role("a", 0)
                .role("b", 100)
                .assigned("a")
                .when()
                .deleted("a", "b")
                .deleted("b")
                .role("b", 0)
                .touched()
                .then("ALLOW: ROLE_CHANGED")
                .holds("none", "none");
    }

    @Test
    void r4_a_deletion_before_the_move_does_not_end_the_new_assignment() {
        given().role("b", 10)
                .deleted("b")
                .role("b", 40)
                .role("a", 100)
                .assigned("a")
                .when()
                .deleted("a", "b")
                .touched()
                .holds("b@3", "none");
    }

    @Test
    void r4_deleting_the_former_role_moves_those_who_wait_for_another_and_they_go_on_waiting() {
        given().role("a", 100)
                .role("b", 50)
                .assigned("a")
                .assigned("later")
                .when()
                .deleted("a", "b")
                .touched()
                .holds("b@1", "later")
                .role("later", 10)
                .touched()
                .holds("later@1", "none");
    }

    @Test
    void r4_a_pending_role_that_appears_outweighs_the_deletion_of_the_former_one() {
        given().role("a", 100)
                .role("b", 0)
                .assigned("a")
                .assigned("later")
                .when()
                .role("later", 10)
                .deleted("a", "b")
                .touched()
                .thenNothing()
                .holds("later@1", "none");
    }

    @Test
    void r4_a_role_whose_terms_are_not_there_yet_leaves_the_limit_as_it_was() {
        given().role("a", 100)
                .role("b", 50)
                .assigned("a")
                .when()
                .deleted("a", "b")
                .roleUnseen("b")
                .used(60)
                .thenNothing()
                .holds("b@1", "none")
                .role("b", 50)
                .touched()
                .then("warning 80% at 60 of 50", "exceeded at 60 of 50", BLOCK);
    }

    @Test
    void r4_terms_older_than_those_judged_by_are_not_gone_back_to() {
        given().role("a", 10)
                .role("a", 100)
                .assigned("a")
                .used(50)
                .roleUnseen("a")
                .role("a", 10)
                .when()
                .touched()
                .thenNothing()
                .holds("a@2", "none");
    }

    @Test
    void r4_a_pending_role_that_appeared_and_was_deleted_moves_its_member_as_if_looked_at_in_between() {
        for (boolean lookedAt : new boolean[] {true, false}) {
            LedgerSpec spec = given().role("a", 100)
                    .role("b", 200)
                    .assigned("a")
                    .assigned("later")
                    .role("later", 300);
            if (lookedAt) {
                spec.touched().holds("later@1", "none");
            }
            spec.deleted("later", "b").touched().holds("b@1", "none");
        }
    }

    @Test
    void r4_a_pending_role_that_appeared_was_deleted_and_re_created_has_lost_its_member() {
        for (boolean lookedAt : new boolean[] {true, false}) {
            LedgerSpec spec = given().role("a", 100).assigned("a").assigned("later");
            spec.role("later", 0);
            if (lookedAt) {
                spec.touched();
            }
            spec.deleted("later").role("later", 10).touched().holds("none", "none");
        }
    }

    @Test
    void r4_a_deletion_before_the_assignment_does_not_end_the_wait_for_its_role() {
        given().role("a", 100)
                .role("later", 50)
                .deleted("later", "a")
                .assigned("later")
                .touched()
                .holds("none", "later")
                .role("later", 70)
                .touched()
                .holds("later@3", "none");
    }

    @Test
    void r4_a_role_waited_for_and_changed_since_it_appeared_is_held_in_its_newest_version() {
        given().assigned("later")
                .role("later", 50)
                .role("later", 70)
                .when()
                .used(60)
                .then("warning 80% at 60 of 70")
                .holds("later@2", "none");
    }
}
