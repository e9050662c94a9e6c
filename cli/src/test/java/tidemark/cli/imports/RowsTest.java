package tidemark.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidemark.cli.imports.Texts.all;
import static tidemark.cli.imports.Texts.csv;
import static tidemark.cli.imports.Texts.ndjson;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidemark.cli.text.BadTextException;

class RowsTest {

    @Test
    void a_byte_order_mark_crlf_and_empty_lines_do_no_harm() throws IOException {
        CsvRows rows = csv("\uFEFFuser,credits\r\n\r\nalice,1\r\n\r\nbob,2");

        assertThat(rows.columns()).containsExactly("user", "credits");
        assertThat(all(rows))
                .extracting(row -> row.line() + " " + row.index() + " " + row.cell("user") + row.cell("credits"))
                .containsExactly("3 0 alice1", "5 1 bob2");
    }

    @Test
    void quoted_fields_may_hold_commas_quotes_and_line_ends() throws IOException {
        List<Row> rows = all(csv("a,b\n\"x, \"\"y\"\"\",1\n\"two\nlines\",2\nlast,3\n"));

        assertThat(rows)
                .extracting(row -> row.line() + " " + row.cell("a") + " " + row.cell("b"))
                .containsExactly("2 x, \"y\" 1", "3 two\nlines 2", "5 last 3");
    }

    @Test
    void a_quote_inside_a_plain_field_is_a_sign_like_any_other() throws IOException {
        assertThat(all(csv("a,b\n5\" pipe,3\n6\" pipe,4\n")))
                .extracting(row -> row.cell("a"))
                .containsExactly("5\" pipe", "6\" pipe");
    }

    @Test
    void a_quote_that_is_never_closed_costs_one_row() throws IOException {
        List<Row> rows = all(csv("a,b\n\"open,1\ngood,2\nfine,3\n"));

        assertThat(rows).extracting(Row::line).containsExactly(2L, 3L, 4L);
        assertThat(rows.get(0).problem()).contains("not closed");
        assertThat(rows.get(1).cell("a")).isEqualTo("good");
    }

    @Test
    void rows_with_too_few_or_too_many_fields_or_junk_behind_quotes_are_broken() throws IOException {
        assertThat(all(csv("a,b\n1\n1,2,3\n\"x\"y,2\n1,2\n")))
                .extracting(row -> String.valueOf(row.problem()))
                .containsExactly(
                        "has 1 fields, the header has 2",
                        "has 3 fields, the header has 2",
                        "is not valid CSV: something stands behind a closing quote",
                        "null");
    }

    @Test
    void a_line_without_end_is_broken_and_the_next_one_is_not() throws IOException {
        List<Row> rows = all(csv("a\n" + "x".repeat(3 * LineReader.LONGEST) + "\nok\n"));

        assertThat(rows.get(0).problem()).contains("longer than");
        assertThat(rows.get(1).cell("a")).isEqualTo("ok");
    }

    @Test
    void a_file_without_header_is_refused() {
        assertThatThrownBy(() -> csv("\n\n"))
                .isInstanceOf(BadTextException.class)
                .hasMessageContaining("is empty");
    }

    @Test
    void missing_and_empty_cells_are_told_apart() throws IOException {
        Row row = all(csv("a,b\n ,2\n")).get(0);

        assertThatThrownBy(() -> row.cell("a")).hasMessage("a is empty");
        assertThatThrownBy(() -> row.cell("c")).hasMessage("c is missing");
    }

    @Test
    void json_lines_keep_every_digit() throws IOException {
        List<Row> rows = all(ndjson("{\"u\":\"alice\",\"c\":1.10}\n\n{\"u\":7,\"c\":0.1234567890123456789}\n"));

        assertThat(rows)
                .extracting(row -> row.line() + " " + row.cell("u") + " " + row.cell("c"))
                .containsExactly("1 alice 1.10", "3 7 0.1234567890123456789");
    }

    @Test
    void lines_that_are_no_object_are_broken() throws IOException {
        assertThat(all(ndjson("[1]\n{\"a\":1,\"a\":2}\n{\"a\":\n{\"a\":1} x\n{\"a\":true}\n")))
                .satisfiesExactly(
                        row -> assertThat(row.problem()).contains("one object a line"),
                        row -> assertThat(row.problem()).contains("not valid JSON"),
                        row -> assertThat(row.problem()).contains("not valid JSON"),
                        row -> assertThat(row.problem()).contains("not valid JSON"),
                        row -> assertThatThrownBy(() -> row.cell("a"))
                                .hasMessageContaining("expected text or a number"));
    }
}
