package tidemark.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tidemark.admin.body.Json;

/** Answers with the contract, as OpenAPI 3.1 in JSON. It is written in YAML, for people, and turned into JSON when it is first asked for. */
final class ContractEndpoint implements Handler {

    private static final String SOURCE = "openapi.yaml";

    @Override
    public void handle(Context ctx) {
        ctx.contentType(Json.CONTENT_TYPE).result(Converted.JSON);
    }

    /** What it answers. */
    static byte[] json() {
        return Converted.JSON.clone();
    }

    /** Holds it once it was needed. */
    private static final class Converted {

        private static final byte[] JSON = converted();

        private static byte[] converted() {
            try (InputStream source = Resource.open(ContractEndpoint.class, SOURCE)) {
                // Exact, since bounds of amounts have more digits than some doubles.
                JsonNode contract = YAMLMapper.builder()
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build()
                        .readTree(source);
                return JsonMapper.builder()
                        .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                        .build()
                        .writeValueAsBytes(contract);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
