package tidemark.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Tables in Markdown, and how their numbers are written. */
final class MarkdownTableTest {

    @Test
    void numbers_stand_to_the_right_of_names() {
        MarkdownTable table = new MarkdownTable("what", "how many").row("a|b", Figures.whole(12345.6));
        assertThat(table).hasToString("| what | how many |\n|---|---:|\n| a\\|b | 12,346 |\n");
    }

    @Test
    void a_row_must_be_as_wide_as_the_headings() {
        MarkdownTable table = new MarkdownTable("what", "how many");
        assertThatIllegalArgumentException().isThrownBy(() -> table.row("a")).withMessageContaining("2 cells");
    }

    @Test
    void a_median_is_written_with_its_range() {
        assertThat(Figures.whole(new Median(2000, 1000.4, 3000))).isEqualTo("2,000 (1,000-3,000)");
    }
}
