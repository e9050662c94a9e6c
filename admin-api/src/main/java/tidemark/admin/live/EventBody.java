package tidemark.admin.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import tidemark.admin.body.DecimalCredits;

/**
 * A contract record as clients of streams read it: the same fields by the same names, but amounts in credits, exactly, in fields that end
 * in {@code _credits} where the record's end in {@code _micros}. What a newer version adds to the record is there by itself.
 */
final class EventBody {

    private static final String MICROS = "_micros";
    private static final String CREDITS = "_credits";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /* Instant.toString leaves out zero millis; a column of times should have one width. */
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private EventBody() {}

    /** The record as JSON in one line. */
    static byte[] of(SpecificRecord event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (Schema.Field field : event.getSchema().getFields()) {
                write(json, field.name(), event.get(field.pos()));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, String field, Object value) throws IOException {
        boolean amount = field.endsWith(MICROS);
        json.writeFieldName(amount ? field.substring(0, field.length() - MICROS.length()) + CREDITS : field);
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Instant instant) {
            json.writeString(MILLIS.format(instant));
        } else if (value instanceof Long number) {
            BigDecimal written = amount ? DecimalCredits.of(number) : BigDecimal.valueOf(number);
            json.writeNumber(written);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else {
            json.writeString(value.toString());
        }
    }
}
