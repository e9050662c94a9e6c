package tidemark.admin;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The contract as the server serves it, taken at its word: objects have no fields but those that are named, and what is not said is not
 * allowed.
 */
final class Contract {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch", "options");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

    private static final Contract SERVED = new Contract(ContractEndpoint.json());

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    Contract(byte[] json) {
        try {
            this.document = JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close(document);
        document.path("paths").properties().forEach(path -> METHODS.stream()
                .filter(path.getValue()::has)
                .map(method -> operation(path.getKey(), path.getValue(), method))
                .forEach(operations::add));
        operations.sort(Comparator.comparing(operation -> operation.path().contains("{")));
    }

    /** That of the server. */
    static Contract served() {
        return SERVED;
    }

    JsonNode document() {
        return document;
    }

    List<Operation> operations() {
        return operations;
    }

    /** The operations of a path that was asked, by its raw form; empty: it is none of those that are described. */
    List<Operation> at(String rawPath) {
        for (Operation operation : operations) {
            if (operation.matches(rawPath)) {
                return operations.stream()
                        .filter(other -> other.path().equals(operation.path()))
                        .toList();
            }
        }
        return List.of();
    }

    /** What is wrong with a value, in sentences; empty: nothing. */
    List<String> faults(JsonNode schema, String json) {
        return compiled.computeIfAbsent(schema, this::compile).validate(json, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    /** What is wrong with the text of a parameter or header. */
    List<String> faultsOfText(JsonNode schema, String text) {
        String type = resolved(schema).path("type").asText();
        boolean number = List.of("integer", "number").contains(type)
                && NUMBER.matcher(text).matches();
        try {
            return faults(schema, number ? text : JSON.writeValueAsString(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a reference leads to, or the node itself. */
    JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isTextual() ? resolved(document.at(reference.asText().substring(1))) : node;
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.setAll((ObjectNode) schema);
        whole.set("components", document.path("components"));
        return registry.getSchema(whole.toString());
    }

    private Operation operation(String path, JsonNode item, String method) {
        JsonNode operation = item.path(method);
        List<JsonNode> parameters = new ArrayList<>();
        item.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        operation.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        Matcher matcher = PARAMETER.matcher(path);
        while (matcher.find()) {
            boolean slashes = parameters.stream()
                    .anyMatch(parameter -> parameter.path("name").asText().equals(matcher.group(1))
                            && parameter.path("x-tidemark-slashes").asBoolean());
            pattern.append(Pattern.quote(path.substring(end, matcher.start()))).append(slashes ? "(.+)" : "([^/]+)");
            end = matcher.end();
        }
        pattern.append(Pattern.quote(path.substring(end)));
        return new Operation(method, path, Pattern.compile(pattern.toString()), parameters, operation);
    }

    /* A schema that names properties has no others, unless it only adds to one that it refers to. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && object.path("type").toString().contains("\"object\"")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(Contract::close);
    }

    /** Any JSON text as a node, numbers exactly; empty: it is none. */
    static Optional<JsonNode> parsed(String json) {
        try {
            return Optional.of(JSON.readTree(json));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Something that can be asked.
     *
     * @param method in lower case
     * @param path with parameters in braces
     * @param pattern of the raw path, with a group for each of them
     * @param parameters of path, query and headers
     * @param node all that is said about it
     */
    record Operation(String method, String path, Pattern pattern, List<JsonNode> parameters, JsonNode node) {

        boolean matches(String rawPath) {
            return pattern.matcher(rawPath).matches();
        }

        boolean anyMethod() {
            return node.path("x-tidemark-any-method").asBoolean();
        }

        boolean answers(String sent) {
            String asked = "HEAD".equals(sent) ? "get" : sent.toLowerCase(java.util.Locale.ROOT);
            return method.equals(asked) || (anyMethod() && METHODS.contains(asked));
        }

        String right() {
            return node.path("x-tidemark-right").asText();
        }

        List<JsonNode> parametersIn(String place) {
            return parameters.stream()
                    .filter(parameter -> parameter.path("in").asText().equals(place))
                    .toList();
        }

        @Nullable
        JsonNode parameter(String place, String name) {
            return parametersIn(place).stream()
                    .filter(parameter -> parameter.path("name").asText().equals(name))
                    .findFirst()
                    .orElse(null);
        }
    }
}
