package tidemark.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tidemark.admin.body.FieldFault;
import tidemark.admin.body.PageCursor;

/** Where a page of the audit ended, as a client carries it. */
class AuditPlaceTest {

    private static final String BINDING = PageCursor.binding(List.of("audit", "acme"));

    @Test
    void a_place_is_read_as_it_was_written_with_the_notes_that_are_open() {
        AuditNotes notes = new AuditNotes();
        notes.add("change-1");
        notes.add("change-2");
        assertThat(notes.take("change-1")).isTrue();

        AuditPlace read = AuditPlace.read(new AuditPlace(4_711, notes).written(BINDING), BINDING);

        assertThat(read.before()).isEqualTo(4_711);
        assertThat(read.notes().take("change-1")).isFalse();
        assertThat(read.notes().take("change-2")).isTrue();
        assertThat(read.notes().take("change-2")).as("once").isFalse();
    }

    @Test
    void few_notes_are_kept_open_and_the_oldest_go_first() {
        AuditNotes notes = new AuditNotes();
        for (int i = 0; i < 65; i++) {
            notes.add("change-" + i);
        }

        assertThat(notes.written()).hasSize(64);
        assertThat(notes.take("change-0")).isFalse();
        assertThat(notes.take("change-64")).isTrue();
    }

    @Test
    void what_is_no_place_of_this_question_is_refused() {
        String written = new AuditPlace(1, new AuditNotes()).written(BINDING);
        refused(written, PageCursor.binding(List.of("audit", "globex")));
        refused("x", BINDING);
        refused("", BINDING);
        refused(written.substring(1), BINDING);
        refused("A".repeat(5_000), BINDING);
        refused(PageCursor.written(BINDING, List.of()), BINDING);
        refused(PageCursor.written(BINDING, List.of("-1")), BINDING);
        refused(PageCursor.written(BINDING, List.of("one")), BINDING);
        refused(PageCursor.written(BINDING, List.of("1", "note")), BINDING);
        refused(PageCursor.written(BINDING, List.of("99999999999999999999")), BINDING);
    }

    private static void refused(String cursor, String binding) {
        assertThatThrownBy(() -> AuditPlace.read(cursor, binding))
                .as(cursor)
                .isInstanceOf(FieldFault.class)
                .hasMessageStartingWith("cursor must be");
    }
}
