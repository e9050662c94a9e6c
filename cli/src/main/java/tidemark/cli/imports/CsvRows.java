package tidemark.cli.imports;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.cli.imports.LineReader.Line;
import tidemark.cli.text.BadTextException;

/** Rows of a CSV file (RFC 4180) with a header. A row that is broken does not take the following ones with it. */
final class CsvRows implements Rows {

    /** A quoted field may go over several lines; one that is never closed must not swallow the file. */
    private static final int MOST_LINES = 100;

    private final LineReader lines;
    private final Deque<Line> pushedBack = new ArrayDeque<>();
    private final List<String> columns;
    private final Map<String, Integer> positions = new HashMap<>();
    private long index;

    /**
     * Reads the header.
     *
     * @throws BadTextException if there is none
     */
    CsvRows(LineReader lines) throws IOException {
        this.lines = lines;
        Line first = nextLine();
        if (first == null) {
            throw new BadTextException("is empty: expected a header line with the names of the columns");
        }
        CsvRecord header = record(first);
        if (header.problem() != null) {
            throw new BadTextException("has a header that cannot be read: " + header.problem());
        }
        columns = header.cells().stream().map(String::strip).toList();
        for (int i = 0; i < columns.size(); i++) {
            positions.putIfAbsent(columns.get(i), i);
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public boolean fixedColumns() {
        return true;
    }

    @Override
    public @Nullable Row next() throws IOException {
        Line line = nextLine();
        return line == null ? null : row(line.number(), record(line));
    }

    private Row row(long line, CsvRecord record) {
        long row = index++;
        if (record.problem() != null) {
            return Row.broken(line, row, record.problem());
        }
        List<String> cells = record.cells();
        if (cells.size() != columns.size()) {
            return Row.broken(line, row, "has " + cells.size() + " fields, the header has " + columns.size());
        }
        return new Row(line, row, column -> cell(cells, column), null);
    }

    private @Nullable String cell(List<String> cells, String column) {
        Integer position = positions.get(column);
        return position == null ? null : cells.get(position);
    }

    /** The record that starts on a line, with as many further lines as its quotes take. */
    private CsvRecord record(Line first) throws IOException {
        if (first.text() == null) {
            return CsvRecord.broken("is longer than " + LineReader.LONGEST + " bytes");
        }
        if (!CsvRecord.endsInsideQuotes(first.text())) {
            return CsvRecord.parse(first.text());
        }
        StringBuilder text = new StringBuilder(first.text());
        List<Line> taken = new ArrayList<>();
        while (taken.size() < MOST_LINES && text.length() < LineReader.LONGEST) {
            Line next = takeLine();
            if (next == null) {
                break;
            }
            taken.add(next);
            text.append('\n').append(next.text() == null ? "" : next.text());
            if (!CsvRecord.endsInsideQuotes(text)) {
                return CsvRecord.parse(text.toString());
            }
        }
        for (int i = taken.size() - 1; i >= 0; i--) {
            pushedBack.addFirst(taken.get(i));
        }
        return CsvRecord.broken("has a quoted field that is not closed");
    }

    private @Nullable Line nextLine() throws IOException {
        Line line = takeLine();
        while (line != null && line.text() != null && line.text().isBlank()) {
            line = takeLine();
        }
        return line;
    }

    private @Nullable Line takeLine() throws IOException {
        return pushedBack.isEmpty() ? lines.next() : pushedBack.removeFirst();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
