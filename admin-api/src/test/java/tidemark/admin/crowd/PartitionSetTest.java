package tidemark.admin.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions as text and back. */
final class PartitionSetTest {

    @Test
    void neighbours_are_written_as_ranges() {
        assertThat(PartitionSet.text(List.of())).isEmpty();
        assertThat(PartitionSet.text(List.of(7, 0, 1, 3, 2))).isEqualTo("0-3,7");
        assertThat(PartitionSet.text(List.of(5, 3, 1))).isEqualTo("1,3,5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0-3,7", "1,3,5", "10-12"})
    void what_is_written_is_read(String text) {
        assertThat(PartitionSet.text(PartitionSet.of(text))).isEqualTo(text);
    }

    @Test
    void a_range_that_goes_down_is_empty() {
        assertThat(PartitionSet.of("3-1")).isEqualTo(Set.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "0,", "-1", "a", "0-", "0--1", " 0", "0-99999999", "0-999999", "0-60000,70000-120000"})
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PartitionSet.of(text));
    }
}
