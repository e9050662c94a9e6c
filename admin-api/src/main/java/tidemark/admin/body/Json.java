package tidemark.admin.body;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Answers as JSON: snake_case, fields in the order of the record, decimals in plain notation. */
public final class Json {

    /** The media type. */
    public static final String CONTENT_TYPE = "application/json";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            /* An answer of another node is whole, whatever a newer one adds to it. */
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final ObjectWriter WRITER = MAPPER.writer();

    private Json() {}

    /** The record or map as UTF-8 bytes. */
    public static byte[] bytes(Object body) {
        try {
            return WRITER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always representable as JSON", e);
        }
    }

    /**
     * The record that these bytes hold, with every field of it.
     *
     * @throws IOException if they hold none
     */
    public static <T> T read(byte[] json, Class<T> type) throws IOException {
        return type.cast(read(json, MAPPER.constructType(type)));
    }

    /**
     * The record with one type parameter that these bytes hold, with every field of it.
     *
     * @throws IOException if they hold none
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // Java cannot say "this type, with that parameter".
    public static <T> T read(byte[] json, Class<?> type, Class<?> parameter) throws IOException {
        return (T) read(json, MAPPER.getTypeFactory().constructParametricType(type, parameter));
    }

    private static Object read(byte[] json, JavaType type) throws IOException {
        Object read = MAPPER.readValue(json, type);
        if (read == null) {
            throw new IOException("expected an object, got null");
        }
        return read;
    }
}
