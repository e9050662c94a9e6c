package tidemark.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.avro.Schema;

/** The properties with which Avro's Java classes annotate their schemas, and which mean nothing to anybody else. */
final class JavaProperties {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES =
            List.of("avro.java.string", "java-class", "java-key-class", "java-element-class");

    private JavaProperties() {}

    /** The same schema without them. */
    static Schema removed(Schema schema) {
        try {
            JsonNode json = JSON.readTree(schema.toString());
            removeFrom(json);
            return new Schema.Parser().parse(json.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A schema did not print as JSON", e);
        }
    }

    private static void removeFrom(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(NAMES);
        }
        node.forEach(JavaProperties::removeFrom);
    }
}
