package tidemark.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "alice@example.org", "~!", "user-1"})
    void printable_ascii_is_a_name(String id) {
        assertThat(Ids.name(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "müller", "a\tb", "\u007f"})
    void anything_else_is_none(String id) {
        assertThatThrownBy(() -> Ids.name(id)).isInstanceOf(BadTextException.class);
    }

    @Test
    void two_hundred_and_fifty_five_characters_are_the_most() {
        assertThat(Ids.name("x".repeat(255))).hasSize(255);
        assertThatThrownBy(() -> Ids.token("x".repeat(256))).isInstanceOf(BadTextException.class);
    }

    @Test
    void ids_of_events_may_contain_a_slash() {
        assertThat(Ids.token("batch/7:12")).isEqualTo("batch/7:12");
    }

    @Test
    void file_names_are_reduced_to_the_alphabet() {
        assertThat(Ids.reduce("März Nutzung.csv", 235)).isEqualTo("M_rz_Nutzung.csv");
        assertThat(Ids.reduce("x".repeat(300), 235)).hasSize(235);
    }
}
