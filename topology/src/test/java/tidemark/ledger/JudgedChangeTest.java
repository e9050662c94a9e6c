package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** R11 for role changes: a retry is recognised by its content, whatever else differs is a conflict. */
class JudgedChangeTest {

    private static final RoleProposal PROPOSAL = proposal("Analyst", "asks", RoleType.CUSTOM, 5L, "ask", "read");
    private static final RoleChange CHANGE = change("c", "r", RoleChange.Kind.CREATE, PROPOSAL);

    private static RoleProposal proposal(
            String name, @Nullable String description, RoleType type, @Nullable Long limit, String... permissions) {
        return new RoleProposal(name, description, type, limit, List.of(permissions));
    }

    private static RoleChange change(String id, String role, RoleChange.Kind kind, @Nullable RoleProposal proposal) {
        return new RoleChange(id, role, kind, proposal, null, null, null, null);
    }

    private static void assertConflicts(RoleProposal other) {
        assertThat(JudgedChange.of(CHANGE, 1).isSameAs(change("c", "r", RoleChange.Kind.CREATE, other)))
                .as("%s", other)
                .isFalse();
    }

    @Test
    void r11_the_same_content_is_the_same_change() {
        RoleProposal equal = proposal("Analyst", "asks", RoleType.CUSTOM, 5L, "ask", "read");
        JudgedChange judged = JudgedChange.of(CHANGE, 7);
        assertThat(judged.isSameAs(change("c", "r", RoleChange.Kind.CREATE, equal)))
                .isTrue();
        assertThat(judged.version()).isEqualTo(7);
    }

    @Test
    void r11_another_definition_is_a_conflict() {
        assertConflicts(proposal("Analysts", "asks", RoleType.CUSTOM, 5L, "ask", "read"));
        assertConflicts(proposal("Analyst", "asked", RoleType.CUSTOM, 5L, "ask", "read"));
        assertConflicts(proposal("Analyst", null, RoleType.CUSTOM, 5L, "ask", "read"));
        assertConflicts(proposal("Analyst", "asks", RoleType.BUILT_IN, 5L, "ask", "read"));
        assertConflicts(proposal("Analyst", "asks", RoleType.CUSTOM, 6L, "ask", "read"));
        assertConflicts(proposal("Analyst", "asks", RoleType.CUSTOM, null, "ask", "read"));
        assertConflicts(proposal("Analyst", "asks", RoleType.CUSTOM, 5L, "ask", "write"));
        assertConflicts(proposal("Analyst", "asks", RoleType.CUSTOM, 5L, "ask"));
        assertConflicts(proposal("Analyst", "asks", RoleType.CUSTOM, 5L, "askr", "ead"));
        assertConflicts(proposal("Analys", "tasks", RoleType.CUSTOM, 5L, "ask", "read"));
    }

    @Test
    void r11_an_empty_description_is_another_content_than_none() {
        RoleChange none = change("c", "r", RoleChange.Kind.UPDATE, proposal("A", null, RoleType.CUSTOM, null));
        RoleChange empty = change("c", "r", RoleChange.Kind.UPDATE, proposal("A", "", RoleType.CUSTOM, null));
        assertThat(JudgedChange.of(none, 1).isSameAs(empty)).isFalse();
    }

    @Test
    void r11_another_role_kind_or_field_is_a_conflict() {
        RoleChange delete = new RoleChange("c", "r", RoleChange.Kind.DELETE, null, "s", "n", "t", 4L);
        JudgedChange judged = JudgedChange.of(delete, 1);
        assertThat(judged.isSameAs(new RoleChange("c", "r", RoleChange.Kind.DELETE, null, "s", "n", "t", 4L)))
                .isTrue();
        assertThat(judged.isSameAs(new RoleChange("c", "q", RoleChange.Kind.DELETE, null, "s", "n", "t", 4L)))
                .isFalse();
        assertThat(judged.isSameAs(new RoleChange("c", "r", RoleChange.Kind.UPDATE, null, "s", "n", "t", 4L)))
                .isFalse();
        assertThat(judged.isSameAs(new RoleChange("c", "r", RoleChange.Kind.DELETE, null, "x", "n", "t", 4L)))
                .isFalse();
        assertThat(judged.isSameAs(new RoleChange("c", "r", RoleChange.Kind.DELETE, null, "s", "x", "t", 4L)))
                .isFalse();
        assertThat(judged.isSameAs(new RoleChange("c", "r", RoleChange.Kind.DELETE, null, "s", "n", null, 4L)))
                .isFalse();
        assertThat(judged.isSameAs(new RoleChange("c", "r", RoleChange.Kind.DELETE, null, "s", "n", "t", 5L)))
                .isFalse();
    }

    @Test
    void r11_any_other_field_of_an_entity_change_is_a_conflict() {
        EntityChange change = new EntityChange("c", "Acme", "m", false, 5L);
        JudgedChange judged = JudgedChange.of(change, 3);
        assertThat(judged.version()).isEqualTo(3);
        assertThat(judged.isSameAs(new EntityChange("c", "Acme", "m", false, 5L)))
                .isTrue();
        assertThat(judged.isSameAs(new EntityChange("c", "Acmes", "m", false, 5L)))
                .isFalse();
        assertThat(judged.isSameAs(new EntityChange("c", null, "m", false, 5L))).isFalse();
        assertThat(judged.isSameAs(new EntityChange("c", "Acme", "n", false, 5L)))
                .isFalse();
        assertThat(judged.isSameAs(new EntityChange("c", "Acme", null, false, 5L)))
                .isFalse();
        assertThat(judged.isSameAs(new EntityChange("c", "Acme", "m", true, 5L)))
                .isFalse();
        assertThat(judged.isSameAs(new EntityChange("c", "Acme", "m", false, 6L)))
                .isFalse();
        assertThat(judged.isSameAs(new EntityChange("c", "Acme", "m", false, null)))
                .isFalse();
        assertThat(judged.isSameAs(new EntityChange("c", "Acm", "em", false, 5L)))
                .isFalse();
    }

    @Test
    void r11_a_name_is_not_taken_for_an_msp() {
        JudgedChange name = JudgedChange.of(new EntityChange("c", "x", null, true, null), 1);
        assertThat(name.isSameAs(new EntityChange("c", null, "x", true, null))).isFalse();
    }
}
