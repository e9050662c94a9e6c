package tidemark.cli.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one CSV record.
 *
 * @param problem why it cannot be read; null if it can
 */
record CsvRecord(List<String> cells, @Nullable String problem) {

    static CsvRecord broken(String problem) {
        return new CsvRecord(List.of(), problem);
    }

    static CsvRecord parse(String text) {
        return text.indexOf('"') < 0 ? new CsvRecord(split(text), null) : parseQuoted(text);
    }

    /** Whether a field that was opened with a quote goes on behind this text. */
    static boolean endsInsideQuotes(CharSequence text) {
        boolean quoted = false;
        boolean fieldStart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && (quoted || fieldStart)) {
                boolean doubled = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (doubled) {
                    i++;
                } else {
                    quoted = !quoted;
                }
            }
            fieldStart = c == ',' && !quoted;
        }
        return quoted;
    }

    private static List<String> split(String text) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', from)) {
            cells.add(text.substring(from, comma));
            from = comma + 1;
        }
        cells.add(text.substring(from));
        return cells;
    }

    private static CsvRecord parseQuoted(String text) {
        try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
            return new CsvRecord(parser.iterator().next().toList(), null);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return broken("is not valid CSV: something stands behind a closing quote");
        }
    }
}
