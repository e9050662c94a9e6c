package tidemark.cli.imports;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tidemark.cli.text.BadTextException;

/**
 * A row of data.
 *
 * @param line where it starts in its file, from 1
 * @param index among the rows of its file, from 0
 * @param cells the text of a column; null where the row has none
 * @param problem why it cannot be read; null if it can
 */
record Row(
        long line,
        long index,
        Function<String, @Nullable String> cells,
        @Nullable String problem) {

    static Row broken(long line, long index, String problem) {
        return new Row(line, index, column -> null, problem);
    }

    /**
     * The text in a column, without space around it.
     *
     * @throws BadTextException if there is none
     */
    String cell(String column) {
        String text = cells.apply(column);
        if (text == null || text.isBlank()) {
            throw new BadTextException(column + " is " + (text == null ? "missing" : "empty"));
        }
        return text.strip();
    }
}
