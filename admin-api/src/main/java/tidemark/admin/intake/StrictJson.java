package tidemark.admin.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.admin.body.FieldFault;

/** Reads JSON in UTF-8 to the letter, in bounded depth and size. What is no JSON is a {@link FieldFault} that says where it broke off. */
final class StrictJson {

    private static final String EXPECTED = "proper JSON in UTF-8 of reasonable size and depth";
    private static final int MOST_SHOWN = 100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(64)
                    .maxNameLength(256)
                    .maxStringLength(64 * 1024)
                    .build())
            .build();

    private StrictJson() {}

    /** The value that these bytes are. */
    static Sent read(byte[] body) {
        try (JsonParser parser = JSON.createParser(text(body))) {
            return read(parser);
        } catch (IOException e) {
            throw new FieldFault(FieldFault.BODY, EXPECTED);
        }
    }

    private static Sent read(JsonParser parser) throws IOException {
        try {
            if (parser.nextToken() == null) {
                throw new FieldFault(FieldFault.BODY, EXPECTED);
            }
            Sent value = value(parser);
            if (parser.nextToken() != null) {
                throw new FieldFault(FieldFault.BODY, "one JSON value and nothing after it");
            }
            return value;
        } catch (IOException e) {
            throw new FieldFault(place(parser.getParsingContext()), EXPECTED);
        }
    }

    private static Sent value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> fields(parser);
            case START_ARRAY -> items(parser);
            case VALUE_STRING -> new Sent.Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Sent.Figure(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> new Sent.Flag(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> new Sent.Nothing();
            default -> throw new IllegalStateException("a parser that nobody feeds in parts gave " + token);
        };
    }

    private static Sent fields(JsonParser parser) throws IOException {
        Map<String, Sent> fields = new LinkedHashMap<>();
        String repeated = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (fields.put(name, value(parser)) != null && repeated == null) {
                repeated = name;
            }
        }
        return new Sent.Fields(fields, repeated);
    }

    private static Sent items(JsonParser parser) throws IOException {
        List<Sent> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Sent.Items(items);
    }

    /** Like {@code [3].data.credits}. */
    private static String place(@Nullable JsonStreamContext context) {
        Deque<String> path = new ArrayDeque<>();
        for (JsonStreamContext at = context; at != null; at = at.getParent()) {
            if (at.inArray() && at.hasCurrentIndex()) {
                path.push("[" + at.getCurrentIndex() + "]");
            } else if (at.inObject() && at.getCurrentName() != null) {
                path.push("." + at.getCurrentName());
            }
        }
        String place = String.join("", path);
        String shown = place.startsWith(".") ? place.substring(1) : place;
        return shown.isEmpty() ? FieldFault.BODY : shown.substring(0, Math.min(MOST_SHOWN, shown.length()));
    }

    /* Jackson would take other encodings too, and lets some improper UTF-8 pass. */
    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FieldFault(FieldFault.BODY, EXPECTED);
        }
    }
}
