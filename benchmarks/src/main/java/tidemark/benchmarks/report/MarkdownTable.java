package tidemark.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown: the first column to the left, the others, which are numbers, to the right. */
public final class MarkdownTable {

    private final int columns;
    private final List<String> lines = new ArrayList<>();

    /** A table with these headings. */
    public MarkdownTable(String... headings) {
        columns = headings.length;
        lines.add(line(List.of(headings)));
        lines.add("|---|" + "---:|".repeat(columns - 1));
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it is not as wide as the headings
     */
    public MarkdownTable row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(columns + " cells are needed, not " + cells.length);
        }
        lines.add(line(List.of(cells)));
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }

    private static String line(List<String> cells) {
        return "| "
                + String.join(
                        " | ",
                        cells.stream().map(cell -> cell.replace("|", "\\|")).toList())
                + " |";
    }
}
