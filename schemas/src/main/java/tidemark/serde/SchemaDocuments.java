package tidemark.serde;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/** Turns the registry's JSON into Avro schemas, fetching the schemas that it refers to. */
final class SchemaDocuments {

    private final RegistryEndpoints endpoints;

    SchemaDocuments(RegistryEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    /**
     * Parses an answer that has {@code schema}, {@code schemaType} and {@code references}.
     *
     * @param what names it in errors
     * @throws SerializationException if it is no valid Avro schema
     */
    Schema parse(JsonNode document, String what) throws RegistryFailure {
        String type = document.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new SerializationException("Expected " + what + " to be AVRO, but it is " + type);
        }
        Schema.Parser parser = new Schema.Parser();
        // A schema that was accepted once must stay readable, whatever its defaults.
        parser.setValidateDefaults(false);
        try {
            parseReferences(document, parser, new HashSet<>());
            return parser.parse(document.path("schema").asText());
        } catch (AvroRuntimeException e) {
            throw new SerializationException("The registry's document for " + what + " is not a valid Avro schema", e);
        }
    }

    private void parseReferences(JsonNode document, Schema.Parser parser, Set<String> seen) throws RegistryFailure {
        for (JsonNode reference : document.path("references")) {
            String path = versionPath(
                    reference.path("subject").asText(),
                    reference.path("version").asText());
            if (seen.add(path)) {
                JsonNode referred = endpoints.get(path + "?deleted=true");
                parseReferences(referred, parser, seen);
                parser.parse(referred.path("schema").asText());
            }
        }
    }

    static String versionPath(String subject, String version) {
        return "/subjects/" + RegistryEndpoints.encoded(subject) + "/versions/" + RegistryEndpoints.encoded(version);
    }
}
