package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused of the texts of a usage event, each naming its field. */
class IntakeTest {

    private static final String LONGEST = "x".repeat(255);

    private static @Nullable Rejection judge(int field, @Nullable String value) {
        @Nullable String[] texts = {"event", "entity", "user", "source", "operation", "action"};
        texts[field] = value;
        return Intake.judgeTexts(texts[0], texts[1], texts[2], texts[3], texts[4], texts[5]);
    }

    private static void assertRefused(int field, @Nullable String value, String name) {
        Rejection rejection = Objects.requireNonNull(judge(field, value));
        assertThat(rejection.reason()).isEqualTo(Reason.INVALID_ID);
        assertThat(rejection.detail())
                .startsWith(name + " is " + (value == null ? "absent" : "'"))
                .contains("expected 1..255 printable ASCII characters without space");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a b", "\t", "a\n", "ü", "日", "a\u007f", "\u0000"})
    void an_id_outside_of_the_alphabet_is_refused(@Nullable String id) {
        assertRefused(0, id, "event_id");
        assertRefused(1, id, "entity_id");
        assertRefused(2, id, "user_id");
        if (id != null) {
            assertRefused(3, id, "source");
            assertRefused(4, id, "operation_id");
        }
    }

    @Test
    void an_id_of_256_characters_is_refused_and_shown_shortened() {
        for (int field = 0; field < 5; field++) {
            Rejection rejection = Objects.requireNonNull(judge(field, LONGEST + "x"));
            assertThat(rejection.detail()).contains("'" + "x".repeat(60) + "… (256 characters)'");
        }
    }

    @Test
    void an_id_of_60_characters_is_shown_whole() {
        String id = "ü".repeat(60);
        assertThat(Objects.requireNonNull(judge(0, id)).detail()).contains("'" + id + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "~", "a", "a-b_c.d:e@f", "{}[]\"'\\"})
    void an_id_of_printable_ascii_is_fine(String id) {
        for (int field = 0; field < 6; field++) {
            assertThat(judge(field, id)).isNull();
            assertThat(judge(field, LONGEST)).isNull();
        }
    }

    @Test
    void a_slash_is_refused_in_names_only() {
        assertThat(judge(0, "a/b")).isNull();
        assertRefused(1, "a/b", "entity_id");
        assertRefused(2, "a/b", "user_id");
        assertThat(Objects.requireNonNull(judge(2, "/")).detail()).endsWith("without space and without '/'");
        assertThat(Objects.requireNonNull(judge(0, "")).detail()).endsWith("without space");
        assertThat(judge(3, "a/b")).isNull();
        assertThat(judge(4, "a/b")).isNull();
    }

    @Test
    void source_operation_and_action_may_be_absent() {
        for (int field = 3; field < 6; field++) {
            assertThat(judge(field, null)).isNull();
        }
    }

    @Test
    void an_action_is_any_text_of_at_most_255_characters() {
        assertThat(judge(5, "")).isNull();
        assertThat(judge(5, "ask / with ü")).isNull();
        Rejection rejection = Objects.requireNonNull(judge(5, LONGEST + "x"));
        assertThat(rejection.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(rejection.detail()).contains("action").contains("256").contains("255");
    }

    @Test
    void absent_ids_are_no_tokens_but_may_be_absent() {
        assertThat(Ids.isTokenOrNull(null)).isTrue();
        assertThat(Ids.isTokenOrNull("a")).isTrue();
        assertThat(Ids.isTokenOrNull("")).isFalse();
        assertThat(Ids.isToken(null)).isFalse();
        assertThat(Ids.isName(null)).isFalse();
    }
}
