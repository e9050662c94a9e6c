package tidemark.admin.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request: one JSON object in UTF-8, read strictly. Each field is one of those that are known and there at most once, its value
 * a text, a number, true, false, null or a list of texts. Whatever is not so is a {@link FieldFault} that names the field.
 */
public final class StrictBody {

    private static final String OBJECT = "one JSON object in UTF-8";
    private static final int MOST_SHOWN = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(64)
                    .build())
            .build();

    private final Map<String, Value> values;

    private StrictBody(Map<String, Value> values) {
        this.values = values;
    }

    /**
     * Reads a body.
     *
     * @param known the fields that it may have
     * @throws FieldFault if it is none
     */
    public static StrictBody read(byte[] body, Set<String> known) {
        String text = text(body);
        try (JsonParser parser = JSON.createParser(text)) {
            return read(parser, known);
        } catch (IOException e) {
            throw new FieldFault(FieldFault.BODY, OBJECT);
        }
    }

    private static StrictBody read(JsonParser parser, Set<String> known) throws IOException {
        try {
            return new StrictBody(values(parser, known));
        } catch (IOException e) {
            String field = parser.currentName();
            if (field == null) {
                throw e;
            }
            throw improper(field);
        }
    }

    private static Map<String, Value> values(JsonParser parser, Set<String> known) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new FieldFault(FieldFault.BODY, OBJECT);
        }
        Map<String, Value> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = checked(parser.currentName(), known, values);
            try {
                parser.nextToken();
                values.put(field, value(parser));
            } catch (IOException e) {
                throw improper(field);
            }
        }
        if (parser.nextToken() != null) {
            throw new FieldFault(FieldFault.BODY, OBJECT + ", and nothing after it");
        }
        return values;
    }

    /** Whether the field is there, be it as null. */
    public boolean has(String field) {
        return values.containsKey(field);
    }

    /**
     * A text that has to be there.
     *
     * @param expected what it has to be, to be read after "must be"
     */
    public String text(String field, String expected) {
        String text = textOrNull(field, expected);
        if (text == null) {
            throw new FieldFault(field, expected);
        }
        return text;
    }

    /** A text; null: it is null, or not there. */
    public @Nullable String textOrNull(String field, String expected) {
        Value value = values.get(field);
        if (value == null || value.is(JsonToken.VALUE_NULL)) {
            return null;
        }
        return value.as(JsonToken.VALUE_STRING, field, expected);
    }

    /** A list of texts; null: it is null, or not there. */
    public @Nullable List<String> textsOrNull(String field, String expected) {
        Value value = values.get(field);
        if (value == null || value.is(JsonToken.VALUE_NULL)) {
            return null;
        }
        if (value.texts() == null) {
            throw new FieldFault(field, expected);
        }
        return value.texts();
    }

    /** True or false; null: it is null, or not there. */
    public @Nullable Boolean flagOrNull(String field, String expected) {
        Value value = values.get(field);
        if (value == null || value.is(JsonToken.VALUE_NULL)) {
            return null;
        }
        if (!value.is(JsonToken.VALUE_TRUE) && !value.is(JsonToken.VALUE_FALSE)) {
            throw new FieldFault(field, expected);
        }
        return value.is(JsonToken.VALUE_TRUE);
    }

    /** A limit in micros that has to be there, but may be null: none. */
    public @Nullable Long limit(String field) {
        Value value = values.get(field);
        if (value == null) {
            throw new FieldFault(field, DecimalCredits.LIMIT);
        }
        if (value.is(JsonToken.VALUE_NULL)) {
            return null;
        }
        Long micros = value.isNumber() ? DecimalCredits.micros(value.text()) : null;
        if (micros == null) {
            throw new FieldFault(field, DecimalCredits.LIMIT);
        }
        return micros;
    }

    /* Jackson would take other encodings too, and lets some improper UTF-8 pass. */
    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FieldFault(FieldFault.BODY, OBJECT);
        }
    }

    private static String checked(String field, Set<String> known, Map<String, Value> before) {
        if (!known.contains(field)) {
            throw new FieldFault(shown(field), "left out: the fields are " + String.join(", ", new TreeSet<>(known)));
        }
        if (before.containsKey(field)) {
            throw new FieldFault(field, "there only once");
        }
        return field;
    }

    private static FieldFault improper(String field) {
        return new FieldFault(shown(field), "a proper JSON value of reasonable size");
    }

    private static String shown(String field) {
        return field.length() > MOST_SHOWN ? field.substring(0, MOST_SHOWN) : field;
    }

    private static Value value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_ARRAY) {
            return new Value(token, "", texts(parser));
        }
        if (token == JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new Value(token, "", null);
        }
        return new Value(token, parser.getText(), null);
    }

    private static @Nullable List<String> texts(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>();
        boolean onlyTexts = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            onlyTexts &= parser.currentToken() == JsonToken.VALUE_STRING;
            if (onlyTexts) {
                texts.add(parser.getText());
            }
            parser.skipChildren();
        }
        return onlyTexts ? texts : null;
    }

    /**
     * A value as it was sent.
     *
     * @param token of what kind it is
     * @param text a text, or a number as it was written
     * @param texts the texts of a list that has nothing else
     */
    private record Value(
            JsonToken token, String text, @Nullable List<String> texts) {

        boolean is(JsonToken kind) {
            return token == kind;
        }

        boolean isNumber() {
            return token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        }

        String as(JsonToken kind, String field, String expected) {
            if (token != kind) {
                throw new FieldFault(field, expected);
            }
            return text;
        }
    }
}
