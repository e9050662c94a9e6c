package tidemark.cli.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.cli.imports.LineReader.Line;
import tidemark.cli.text.BadTextException;

/** Rows of a file with one JSON object a line. Numbers keep every digit. */
final class NdjsonRows implements Rows {

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .readerFor(JsonNode.class);

    private final LineReader lines;
    private final List<String> columns = new ArrayList<>();
    private @Nullable Row first;
    private long index;

    NdjsonRows(LineReader lines) throws IOException {
        this.lines = lines;
        this.first = read();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public boolean fixedColumns() {
        return false;
    }

    @Override
    public @Nullable Row next() throws IOException {
        Row peeked = first;
        first = null;
        return peeked == null ? read() : peeked;
    }

    private @Nullable Row read() throws IOException {
        Line line = lines.next();
        while (line != null && line.text() != null && line.text().isBlank()) {
            line = lines.next();
        }
        return line == null ? null : row(line, index++);
    }

    private Row row(Line line, long row) {
        if (line.text() == null) {
            return Row.broken(line.number(), row, "is longer than " + LineReader.LONGEST + " bytes");
        }
        try {
            JsonNode object = JSON.readValue(line.text());
            if (!object.isObject()) {
                return Row.broken(line.number(), row, "is not a JSON object: expected one object a line");
            }
            if (columns.isEmpty()) {
                object.fieldNames().forEachRemaining(columns::add);
            }
            return new Row(line.number(), row, column -> cell(object, column), null);
        } catch (JsonProcessingException e) {
            return Row.broken(line.number(), row, "is not valid JSON: " + e.getOriginalMessage());
        }
    }

    private static @Nullable String cell(JsonNode object, String column) {
        JsonNode value = object.get(column);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isTextual() || value.isNumber()) {
            return value.asText();
        }
        throw new BadTextException(column + ": expected text or a number");
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
