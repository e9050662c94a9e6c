package tidemark.cli.imports;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one file, in order. */
interface Rows extends Closeable {

    /** Names of the columns: those of the header, or the fields of the first row. */
    List<String> columns();

    /** Whether every row has every column, so that one that is not among them is a mistake in the command. */
    boolean fixedColumns();

    /** The next row; null at the end of the file. */
    @Nullable
    Row next() throws IOException;
}
