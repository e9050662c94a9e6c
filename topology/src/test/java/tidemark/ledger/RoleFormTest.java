package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.ledger.RoleDesk.custom;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.ledger.RoleChange.Kind;

class RoleFormTest {

    private static final RoleProposal FINE = custom("R", 1L);

    static Stream<Arguments> fields_out_of_place() {
        return Stream.of(
                Arguments.of(change(Kind.CREATE, null, null, null, null), "definition is absent; CREATE needs it"),
                Arguments.of(change(Kind.UPDATE, null, null, null, null), "definition is absent; UPDATE needs it"),
                Arguments.of(
                        change(Kind.DUPLICATE, null, null, null, null), "source_role_id is absent; DUPLICATE needs it"),
                Arguments.of(
                        change(Kind.DUPLICATE, FINE, "s", null, null),
                        "definition is present; expected it for CREATE and UPDATE only, not for DUPLICATE"),
                Arguments.of(
                        change(Kind.DELETE, FINE, null, null, null),
                        "definition is present; expected it for CREATE and UPDATE only, not for DELETE"),
                Arguments.of(
                        change(Kind.CREATE, FINE, "s", null, null),
                        "source_role_id is present; expected it for DUPLICATE only, not for CREATE"),
                Arguments.of(
                        change(Kind.UPDATE, FINE, "s", null, null),
                        "source_role_id is present; expected it for DUPLICATE only, not for UPDATE"),
                Arguments.of(
                        change(Kind.DELETE, null, "s", null, null),
                        "source_role_id is present; expected it for DUPLICATE only, not for DELETE"),
                Arguments.of(
                        change(Kind.CREATE, FINE, null, "n", null),
                        "display_name beside the definition is present; expected it for DUPLICATE only, not for CREATE"),
                Arguments.of(
                        change(Kind.UPDATE, FINE, null, "n", null),
                        "display_name beside the definition is present; expected it for DUPLICATE only, not for UPDATE"),
                Arguments.of(
                        change(Kind.DELETE, null, null, "n", null),
                        "display_name beside the definition is present; expected it for DUPLICATE only, not for DELETE"),
                Arguments.of(
                        change(Kind.CREATE, FINE, null, null, "t"),
                        "reassign_to_role_id is present; expected it for DELETE only, not for CREATE"),
                Arguments.of(
                        change(Kind.UPDATE, FINE, null, null, "t"),
                        "reassign_to_role_id is present; expected it for DELETE only, not for UPDATE"),
                Arguments.of(
                        change(Kind.DUPLICATE, null, "s", null, "t"),
                        "reassign_to_role_id is present; expected it for DELETE only, not for DUPLICATE"));
    }

    @ParameterizedTest
    @MethodSource("fields_out_of_place")
    void a_field_out_of_place_is_refused(RoleChange change, String detail) {
        assertThat(RoleForm.fault(change)).isEqualTo(new Rejection(Reason.INVALID_FIELD, detail));
    }

    static Stream<RoleChange> fields_in_place() {
        return Stream.of(
                change(Kind.CREATE, FINE, null, null, null),
                change(Kind.UPDATE, FINE, null, null, null),
                change(Kind.DUPLICATE, null, "s", null, null),
                change(Kind.DUPLICATE, null, "s", "n", null),
                change(Kind.DELETE, null, null, null, null),
                change(Kind.DELETE, null, null, null, "t"));
    }

    @ParameterizedTest
    @MethodSource("fields_in_place")
    void a_change_with_its_own_fields_is_fine(RoleChange change) {
        assertThat(RoleForm.fault(change)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "ü", "a\n", "a\u007F"})
    void an_id_outside_of_the_alphabet_is_refused_by_its_field(String id) {
        badId(new RoleChange("c", id, Kind.DELETE, null, null, null, null, null), "role_id");
        badId(change(Kind.DUPLICATE, null, id, null, null), "source_role_id");
        badId(change(Kind.DELETE, null, null, null, id), "reassign_to_role_id");
        if (!id.equals("a/b")) {
            badId(new RoleChange(id, "r", Kind.DELETE, null, null, null, null, null), "change_id");
        }
    }

    @Test
    void ids_have_255_characters_at_most_and_a_change_id_may_have_slashes() {
        String longest = "x".repeat(255);
        String longer = longest + "x";

        assertThat(RoleForm.fault(new RoleChange("a/b", longest, Kind.DELETE, null, null, null, longest, null)))
                .isNull();
        badId(new RoleChange("c", longer, Kind.DELETE, null, null, null, null, null), "role_id");
        badId(new RoleChange(longer, "r", Kind.DELETE, null, null, null, null, null), "change_id");
    }

    @Test
    void texts_have_their_lengths() {
        fine(proposal("x".repeat(255), "x".repeat(4_096), List.of("x".repeat(255))));
        refused(proposal("", null, List.of()), "definition.display_name is blank; expected 1..255 characters");
        refused(proposal(" \t", null, List.of()), "definition.display_name is blank; expected 1..255 characters");
        refused(
                proposal("x".repeat(256), null, List.of()),
                "definition.display_name has 256 characters; expected at most 255");
        refused(
                proposal("x", "x".repeat(4_097), List.of()),
                "definition.description has 4097 characters; expected at most 4096");
        refused(proposal("x", "", List.of("ok", "")), "definition.permissions[1] is blank; expected 1..255 characters");
        refused(
                proposal("x", null, List.of("x".repeat(256))),
                "definition.permissions[0] has 256 characters; expected at most 255");
    }

    @Test
    void permissions_have_their_number() {
        fine(proposal("x", null, Collections.nCopies(1_000, "p")));
        refused(
                proposal("x", null, Collections.nCopies(1_001, "p")),
                "definition.permissions has 1001 entries; expected at most 1000");
    }

    @Test
    void a_definition_stays_small_enough_to_be_answered_twice_in_one_record() {
        fine(proposal("x".repeat(255), "x".repeat(4_096), Collections.nCopies(1_000, "x".repeat(255))));
        refused(
                proposal("x", null, Collections.nCopies(1_000, "ü".repeat(200))),
                "definition has 400001 bytes of text in UTF-8; expected at most 262144");
    }

    private static void fine(RoleProposal proposal) {
        assertThat(RoleForm.fault(change(Kind.CREATE, proposal, null, null, null)))
                .isNull();
    }

    private static void refused(RoleProposal proposal, String detail) {
        assertThat(RoleForm.fault(change(Kind.CREATE, proposal, null, null, null)))
                .isEqualTo(new Rejection(Reason.INVALID_FIELD, detail));
    }

    private static void badId(RoleChange change, String field) {
        Rejection fault = Objects.requireNonNull(RoleForm.fault(change), "the fault");
        assertThat(fault.reason()).isEqualTo(Reason.INVALID_ID);
        assertThat(fault.detail()).startsWith(field + " is '").contains("expected 1..255 printable ASCII characters");
    }

    private static RoleProposal proposal(String name, @Nullable String description, List<String> permissions) {
        return new RoleProposal(name, description, RoleType.CUSTOM, null, permissions);
    }

    private static RoleChange change(
            Kind kind,
            @Nullable RoleProposal definition,
            @Nullable String source,
            @Nullable String displayName,
            @Nullable String reassignTo) {
        return new RoleChange("c", "r", kind, definition, source, displayName, reassignTo, null);
    }
}
