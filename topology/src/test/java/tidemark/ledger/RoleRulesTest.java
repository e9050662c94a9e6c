package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.RoleDesk.builtIn;
import static tidemark.ledger.RoleDesk.custom;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tidemark.ledger.RoleChange.Kind;
import tidemark.ledger.RoleTerms.Deletion;

class RoleRulesTest {

    private final RoleDesk desk = new RoleDesk();

    @Test
    void R2_a_role_is_created_with_no_limit_zero_or_an_amount() {
        applied(desk.create("open", custom("Open", null)));
        applied(desk.create("shut", custom("Shut", 0L)));
        applied(desk.create("most", custom("Most", Credits.MAX_MICROS)));

        assertThat(desk.role("open").terms().limit()).isEqualTo(Limit.NONE);
        assertThat(desk.role("shut").terms().limit()).isEqualTo(Limit.ZERO);
        assertThat(desk.role("most").terms().limit()).isEqualTo(Limit.of(Credits.MAX_MICROS));
        assertThat(desk.role("open"))
                .isEqualTo(new RoleRecord("open", 1, true, custom("Open", null).definition(), "c1", List.of()));
    }

    @Test
    void R2_a_limit_out_of_range_is_refused() {
        String expected = "; expected 0..9007199254740991, or none";
        rejected(
                desk.create("r", custom("R", -1L)),
                Reason.LIMIT_OUT_OF_RANGE,
                "definition.monthly_credit_limit_micros is -1" + expected);
        rejected(
                desk.create("r", custom("R", Credits.MAX_MICROS + 1)),
                Reason.LIMIT_OUT_OF_RANGE,
                "definition.monthly_credit_limit_micros is 9007199254740992" + expected);
        rejected(
                desk.create("r", custom("R", Long.MIN_VALUE)),
                Reason.LIMIT_OUT_OF_RANGE,
                "definition.monthly_credit_limit_micros is -9223372036854775808" + expected);
    }

    @Test
    void R3_a_limit_on_a_built_in_role_is_refused_even_a_zero_one() {
        RoleProposal limited = new RoleProposal("R", null, RoleType.BUILT_IN, 0L, List.of());
        desk.create("b", builtIn("B"));

        rejected(
                desk.create("r", limited),
                Reason.BUILT_IN_LIMIT,
                "definition.monthly_credit_limit_micros is 0 and definition.type BUILT_IN;"
                        + " expected no limit on a built-in role");
        rejected(desk.update("b", limited), Reason.BUILT_IN_LIMIT, null);
    }

    @Test
    void R3_the_type_is_fixed_at_creation() {
        desk.create("b", builtIn("B"));
        desk.create("c", custom("C", 5L));

        rejected(
                desk.update("b", custom("B", 5L)),
                Reason.TYPE_FIXED,
                "definition.type is CUSTOM; expected BUILT_IN, as role 'b' was made");
        rejected(desk.update("c", builtIn("C")), Reason.TYPE_FIXED, null);
        assertThat(desk.role("c").version()).isEqualTo(1);
    }

    @Test
    void R3_the_type_may_be_another_when_a_deleted_id_is_created_anew() {
        desk.create("r", builtIn("B"));
        desk.delete("r", null);

        applied(desk.create("r", custom("C", 7L)));

        assertThat(desk.role("r").terms().limit()).isEqualTo(Limit.of(7));
    }

    @Test
    void R3_duplicating_a_built_in_role_gives_a_custom_one_without_limit() {
        desk.create("b", builtIn("Basic"));

        applied(desk.duplicate("b", "copy"));

        assertThat(desk.role("copy").definition())
                .isEqualTo(new RoleDefinition("Basic (copy)", null, RoleType.CUSTOM, Limit.NONE, List.of("all")));
        applied(desk.update("copy", custom("Limited", 5L)));
    }

    @Test
    void R6_a_duplicate_has_everything_of_its_source_but_id_and_name() {
        desk.create("r", custom("Role", 42L));

        RoleVerdict verdict = desk.duplicate("r", "copy");

        applied(verdict);
        assertThat(verdict.before()).isNull();
        assertThat(verdict.after())
                .isEqualTo(new RoleRecord(
                        "copy", 1, true, custom("Role (copy)", 42L).definition(), "c2", List.of()));
    }

    @Test
    void R6_a_duplicate_copies_a_role_changed_just_before_and_not_what_comes_after() {
        desk.create("r", custom("Role", 42L));
        desk.update("r", custom("Renamed", 43L));
        desk.duplicate("r", "copy");
        desk.update("r", custom("Again", 44L));

        assertThat(desk.role("copy").definition())
                .isEqualTo(custom("Renamed (copy)", 43L).definition());
    }

    @Test
    void R6_a_duplicate_takes_the_name_that_is_asked_for() {
        desk.create("r", custom("Role", 42L));

        applied(desk.apply(desk.change("copy", Kind.DUPLICATE, null, "r", "Mine", null, null)));

        assertThat(desk.role("copy").definition().displayName()).isEqualTo("Mine");
        rejected(
                desk.apply(desk.change("d", Kind.DUPLICATE, null, "r", " ", null, null)),
                Reason.INVALID_FIELD,
                "display_name is blank; expected 1..255 characters");
    }

    @Test
    void R6_the_name_of_a_duplicate_is_cut_to_fit_and_no_character_is_halved() {
        desk.create("long", custom("x".repeat(255), null));
        desk.create("smile", custom("x".repeat(247) + "\uD83D\uDE00", null));

        desk.duplicate("long", "c1");
        desk.duplicate("smile", "c2");

        assertThat(desk.role("c1").definition().displayName()).isEqualTo("x".repeat(248) + " (copy)");
        assertThat(desk.role("c2").definition().displayName()).isEqualTo("x".repeat(247) + " (copy)");
    }

    @Test
    void R6_a_duplicate_of_a_role_that_is_not_there_is_refused() {
        rejected(
                desk.duplicate("r", "copy"),
                Reason.SOURCE_ROLE_NOT_FOUND,
                "source_role_id: role 'r' was never made; expected a role to copy");
        desk.create("r", custom("R", 1L));
        desk.delete("r", null);
        rejected(
                desk.duplicate("r", "copy"),
                Reason.SOURCE_ROLE_NOT_FOUND,
                "source_role_id: role 'r' was deleted, by version 2; expected a role to copy");
        rejected(desk.duplicate("r", "r"), Reason.SOURCE_ROLE_NOT_FOUND, null);
    }

    @Test
    void R4_a_duplicate_revives_a_deleted_id_and_its_versions_go_on() {
        desk.create("a", custom("A", 1L));
        desk.create("b", custom("B", 2L));
        desk.delete("b", null);

        applied(desk.duplicate("a", "b"));

        assertThat(desk.role("b").version()).isEqualTo(3);
        assertThat(desk.role("b").deletions()).hasSize(1);
        assertThat(desk.role("b").definition().limit()).isEqualTo(Limit.of(1));
    }

    @Test
    void what_exists_is_not_created_again() {
        desk.create("r", custom("R", 1L));
        desk.create("s", custom("S", 1L));

        rejected(
                desk.create("r", custom("R", 1L)), Reason.ROLE_EXISTS, "role 'r' has version 1; expected no such role");
        rejected(desk.duplicate("s", "r"), Reason.ROLE_EXISTS, null);
        rejected(desk.duplicate("r", "r"), Reason.ROLE_EXISTS, null);
    }

    @Test
    void what_does_not_exist_is_neither_updated_nor_deleted() {
        rejected(desk.update("r", custom("R", 1L)), Reason.ROLE_NOT_FOUND, "role 'r' was never made; expected a role");
        rejected(desk.delete("r", null), Reason.ROLE_NOT_FOUND, null);
        desk.create("r", custom("R", 1L));
        desk.delete("r", null);
        rejected(
                desk.update("r", custom("R", 1L)),
                Reason.ROLE_NOT_FOUND,
                "role 'r' was deleted, by version 2; expected a role");
        rejected(desk.delete("r", null), Reason.ROLE_NOT_FOUND, null);
    }

    @Test
    void an_update_replaces_the_whole_definition() {
        desk.create("r", custom("R", 1L));
        RoleProposal bare = new RoleProposal("Bare", null, RoleType.CUSTOM, null, List.of());

        RoleVerdict verdict = desk.update("r", bare);

        applied(verdict);
        assertThat(verdict.before())
                .isEqualTo(new RoleRecord("r", 1, true, custom("R", 1L).definition(), "c1", List.of()));
        assertThat(verdict.after()).isEqualTo(new RoleRecord("r", 2, true, bare.definition(), "c2", List.of()));
    }

    @Test
    void an_update_to_what_is_changes_nothing() {
        desk.create("r", custom("R", 1L));
        RoleRecord role = desk.role("r");

        RoleVerdict verdict = desk.update("r", custom("R", 1L));

        assertThat(verdict).isEqualTo(new RoleVerdict(Outcome.NO_CHANGE, role, role, 1));
        assertThat(desk.update("r", custom("R", 0L)).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(desk.update("r", custom("R", null)).outcome()).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void permissions_are_kept_as_they_come_repeated_and_in_their_order() {
        RoleProposal twice = new RoleProposal("R", null, RoleType.CUSTOM, null, List.of("b", "a", "b"));
        RoleProposal sorted = new RoleProposal("R", null, RoleType.CUSTOM, null, List.of("a", "b", "b"));
        desk.create("r", twice);

        assertThat(desk.role("r").definition().permissions()).containsExactly("b", "a", "b");
        applied(desk.update("r", sorted));
    }

    @Test
    void R4_a_deletion_leaves_a_record_with_what_the_role_was() {
        desk.create("r", custom("R", 9L));

        RoleVerdict verdict = desk.delete("r", null);

        applied(verdict);
        assertThat(desk.role("r"))
                .isEqualTo(new RoleRecord(
                        "r", 2, false, custom("R", 9L).definition(), "c2", List.of(new Deletion(2, "c2", null, 0))));
        assertThat(desk.role("r").terms().limit()).isEqualTo(Limit.NONE);
    }

    @Test
    void R4_a_deletion_moves_members_to_another_role_as_it_stands_then() {
        desk.create("old", custom("Old", 1L));
        desk.create("new", custom("New", 2L));
        desk.update("new", custom("New", 3L));

        applied(desk.delete("old", "new"));
        desk.update("new", custom("New", 4L));

        assertThat(desk.role("old").deletions()).containsExactly(new Deletion(2, "c4", "new", 2));
    }

    @Test
    void R4_members_are_not_moved_to_a_role_that_is_not_there() {
        desk.create("old", custom("Old", 1L));
        desk.create("gone", custom("Gone", 1L));
        desk.delete("gone", null);

        rejected(
                desk.delete("old", "never"),
                Reason.REASSIGN_ROLE_NOT_FOUND,
                "reassign_to_role_id: role 'never' was never made; expected a role for the members");
        rejected(
                desk.delete("old", "gone"),
                Reason.REASSIGN_ROLE_NOT_FOUND,
                "reassign_to_role_id: role 'gone' was deleted, by version 2; expected a role for the members");
        rejected(
                desk.delete("old", "old"),
                Reason.INVALID_FIELD,
                "reassign_to_role_id is 'old', the role to delete; expected another role");
        assertThat(desk.role("old").active()).isTrue();
    }

    @Test
    void R4_versions_and_deletions_go_on_when_an_id_is_used_again() {
        desk.create("a", custom("A", 1L));
        desk.create("b", custom("B", 1L));
        desk.delete("a", "b");
        applied(desk.create("a", custom("A", 2L)));
        desk.delete("a", null);
        applied(desk.create("a", custom("A", 3L)));

        assertThat(desk.role("a"))
                .isEqualTo(new RoleRecord(
                        "a",
                        5,
                        true,
                        custom("A", 3L).definition(),
                        "c6",
                        List.of(new Deletion(2, "c3", "b", 1), new Deletion(4, "c5", null, 0))));
    }

    @Test
    void R4_an_id_wears_out_so_that_its_record_stays_small() {
        for (int i = 0; i < RoleRules.MAX_DELETIONS; i++) {
            applied(desk.create("r", custom("R", 1L)));
            applied(desk.delete("r", null));
        }

        rejected(
                desk.create("r", custom("R", 1L)),
                Reason.ROLE_ID_WORN_OUT,
                "role_id 'r' was deleted 500 times; expected at most 499, use another id");
    }

    @Test
    void the_expected_version_is_that_of_the_role() {
        desk.create("r", custom("R", 1L));
        desk.update("r", custom("R", 2L));

        rejected(
                expecting(Kind.UPDATE, "r", 1),
                Reason.VERSION_MISMATCH,
                "role 'r' has version 2; expected_version is 1");
        rejected(expecting(Kind.UPDATE, "r", 0), Reason.VERSION_MISMATCH, null);
        applied(expecting(Kind.UPDATE, "r", 2));
        rejected(expecting(Kind.DELETE, "r", 2), Reason.VERSION_MISMATCH, null);
        applied(expecting(Kind.DELETE, "r", 3));
    }

    @Test
    void the_expected_version_of_an_id_never_used_is_zero() {
        desk.create("source", custom("S", 1L));

        rejected(
                expecting(Kind.CREATE, "r", 1),
                Reason.VERSION_MISMATCH,
                "role 'r' was never made; expected_version is 1");
        applied(expecting(Kind.CREATE, "r", 0));
        rejected(expecting(Kind.DUPLICATE, "s", 1), Reason.VERSION_MISMATCH, null);
        applied(expecting(Kind.DUPLICATE, "s", 0));
        rejected(
                expecting(Kind.UPDATE, "t", -1),
                Reason.INVALID_FIELD,
                "expected_version is -1; expected 0 for an id never used, or a version from 1");
    }

    @Test
    void the_expected_version_of_a_deleted_id_is_that_of_its_deletion() {
        desk.create("r", custom("R", 1L));
        desk.delete("r", null);

        rejected(
                expecting(Kind.CREATE, "r", 0),
                Reason.VERSION_MISMATCH,
                "role 'r' was deleted, by version 2; expected_version is 0");
        applied(expecting(Kind.CREATE, "r", 2));
    }

    @Test
    void R11_a_change_that_comes_again_is_a_duplicate_of_the_version_that_it_made() {
        RoleChange create = desk.change("r", Kind.CREATE, custom("R", 1L), null, null, null, 0L);
        RoleChange same = desk.change("r", Kind.UPDATE, custom("R", 1L), null, null, null, null);
        desk.apply(create);
        assertThat(desk.apply(same).outcome()).isEqualTo(Outcome.NO_CHANGE);
        desk.update("r", custom("R", 2L));

        assertThat(desk.apply(create)).isEqualTo(new RoleVerdict(Outcome.DUPLICATE, null, null, 1));
        assertThat(desk.apply(same)).isEqualTo(new RoleVerdict(Outcome.DUPLICATE, null, null, 1));
        assertThat(desk.role("r").definition().limit()).isEqualTo(Limit.of(2));
    }

    @Test
    void R11_a_change_id_that_comes_again_with_another_content_is_a_conflict() {
        desk.create("s", custom("S", 1L));
        RoleChange first = new RoleChange("x", "r", Kind.CREATE, custom("R", 1L), null, null, null, null);
        desk.apply(first);

        for (RoleChange other : List.of(
                new RoleChange("x", "s", Kind.CREATE, custom("R", 1L), null, null, null, null),
                new RoleChange("x", "r", Kind.UPDATE, custom("R", 1L), null, null, null, null),
                new RoleChange("x", "r", Kind.CREATE, null, null, null, null, null),
                new RoleChange("x", "r", Kind.CREATE, custom("R", 2L), null, null, null, null),
                new RoleChange("x", "r", Kind.CREATE, custom("R", null), null, null, null, null),
                new RoleChange("x", "r", Kind.CREATE, custom("Q", 1L), null, null, null, null),
                new RoleChange("x", "r", Kind.CREATE, builtIn("R"), null, null, null, null),
                new RoleChange("x", "r", Kind.CREATE, custom("R", 1L), "s", null, null, null),
                new RoleChange("x", "r", Kind.CREATE, custom("R", 1L), null, "s", null, null),
                new RoleChange("x", "r", Kind.CREATE, custom("R", 1L), null, null, "s", null),
                new RoleChange("x", "r", Kind.CREATE, custom("R", 1L), null, null, null, 0L))) {
            rejected(
                    desk.apply(other),
                    Reason.CHANGE_ID_CONFLICT,
                    "change_id 'x' was judged with another content; expected an id of its own");
        }
    }

    @Test
    void R11_a_rejected_change_is_not_remembered() {
        RoleChange early = desk.change("r", Kind.UPDATE, custom("R", 2L), null, null, null, null);
        rejected(desk.apply(early), Reason.ROLE_NOT_FOUND, null);
        desk.create("r", custom("R", 1L));

        applied(desk.apply(early));
    }

    private RoleVerdict expecting(Kind kind, String role, long version) {
        boolean defines = kind == Kind.CREATE || kind == Kind.UPDATE;
        RoleProposal definition = defines ? custom("Expected " + version, 7L) : null;
        String source = kind == Kind.DUPLICATE ? "source" : null;
        return desk.apply(desk.change(role, kind, definition, source, null, null, version));
    }

    private static void applied(RoleVerdict verdict) {
        assertThat(verdict.outcome()).isEqualTo(Outcome.APPLIED);
    }

    private static void rejected(RoleVerdict verdict, Reason reason, @Nullable String detail) {
        assertThat(verdict.outcome().kind()).isEqualTo(Outcome.Kind.REJECTED);
        Rejection rejection = Objects.requireNonNull(verdict.outcome().rejection(), "the rejection");
        assertThat(rejection.reason()).isEqualTo(reason);
        assertThat(verdict.after()).isEqualTo(verdict.before());
        if (detail != null) {
            assertThat(rejection.detail()).isEqualTo(detail);
        }
    }
}
