package tidemark.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import tidemark.admin.body.PathSegment;

/** Requests that the contract allows, made up from it. */
final class Samples {

    private static final String ID_CHARACTERS = "abcXYZ019.-_~!$&'()*+,;=:@%#?[]{}|\\^`\"<>";

    private final Contract contract;
    private final Random random;
    private final String token;

    /** Made up by that source of chance; shows that token. */
    Samples(Contract contract, Random random, String token) {
        this.contract = contract;
        this.random = random;
        this.token = token;
    }

    /** A request for an operation. */
    RawRequest of(Contract.Operation operation) {
        RawRequest request = new RawRequest(operation);
        operation.parametersIn("path").forEach(parameter -> request.path.put(name(parameter), segment(parameter)));
        operation.parametersIn("query").stream()
                .filter(parameter -> !name(parameter).equals("cursor") && random.nextInt(3) == 0)
                .forEach(parameter ->
                        request.query.add(name(parameter) + "=" + PathSegment.of(text(parameter.path("schema")))));
        request.headers.add("Host: localhost");
        request.headers.add("Authorization: Bearer " + token);
        JsonNode content =
                contract.resolved(operation.node().path("requestBody")).path("content");
        List<String> types = new ArrayList<>();
        content.fieldNames().forEachRemaining(types::add);
        String type = types.isEmpty() ? "" : types.get(random.nextInt(types.size()));
        operation.parametersIn("header").stream()
                .filter(parameter -> parameter.has("example"))
                .filter(parameter -> !name(parameter).startsWith("ce-") || type.equals("application/json"))
                .forEach(parameter -> request.headers.add(
                        name(parameter) + ": " + parameter.path("example").asText()));
        if (!type.isEmpty()) {
            request.headers.add("Content-Type: " + type);
            request.body = wire(body(content.path(type)));
        }
        return request;
    }

    /** A value that a schema allows, as the text of a parameter. */
    String text(JsonNode schema) {
        JsonNode plain = contract.resolved(schema);
        if (plain.has("oneOf")) {
            return text(
                    plain.path("oneOf").path(random.nextInt(plain.path("oneOf").size())));
        }
        if (plain.has("const")) {
            return plain.path("const").asText();
        }
        if (plain.has("enum")) {
            return plain.path("enum")
                    .path(random.nextInt(plain.path("enum").size()))
                    .asText();
        }
        if (plain.path("type").asText().equals("integer")) {
            int from = plain.path("minimum").asInt();
            int to = plain.path("maximum").asInt(from + 10);
            return String.valueOf(
                    List.of(from, to, from + random.nextInt(to - from + 1)).get(random.nextInt(3)));
        }
        if (plain.has("examples")) {
            return plain.path("examples").path(0).asText();
        }
        return id();
    }

    /* Known ids half of the time, so that something is found; roles always, because an unknown one is not. */
    private String segment(JsonNode parameter) {
        JsonNode example = parameter.path("example");
        boolean known = name(parameter).equals("role") || (example.isTextual() && random.nextBoolean());
        return PathSegment.of(known ? example.asText() : text(parameter.path("schema")));
    }

    private String id() {
        return random.ints(1 + random.nextInt(random.nextInt(20) == 0 ? 255 : 12), 0, ID_CHARACTERS.length())
                .mapToObj(at -> String.valueOf(ID_CHARACTERS.charAt(at)))
                .collect(Collectors.joining());
    }

    private String body(JsonNode media) {
        List<JsonNode> examples = new ArrayList<>();
        media.path("examples").forEach(example -> examples.add(example.path("value")));
        return examples.get(random.nextInt(examples.size())).toString();
    }

    private static String name(JsonNode parameter) {
        return parameter.path("name").asText();
    }

    /** A text as it stands on the wire in UTF-8, one char for each byte. */
    static String wire(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
}
