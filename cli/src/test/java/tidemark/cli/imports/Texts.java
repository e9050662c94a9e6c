package tidemark.cli.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Rows out of text, for tests. */
final class Texts {

    private Texts() {}

    static LineReader lines(String text) {
        return new LineReader(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    static CsvRows csv(String text) throws IOException {
        return new CsvRows(lines(text));
    }

    static NdjsonRows ndjson(String text) throws IOException {
        return new NdjsonRows(lines(text));
    }

    static List<Row> all(Rows rows) throws IOException {
        List<Row> all = new ArrayList<>();
        for (Row row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return all;
    }
}
