package tidemark.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidemark.admin.Contract.Operation;

/**
 * Holds exchanges to the contract: that each answer is one that it names, to the last field and header, and that what was answered well was
 * asked as it says.
 */
final class ContractCheck {

    private static final String PROBLEM = "application/problem+json";
    /** What was refused of the request stands in the answer. */
    private static final int PARTLY = 207;

    private static final Pattern OURS = Pattern.compile(
            "(?i)(x-)?tidemark-.*|etag|location|retry-after|allow|www-authenticate|content-security-policy");

    private final Contract contract;

    ContractCheck(Contract contract) {
        this.contract = contract;
    }

    /** Fails with a sentence unless the exchange keeps the contract. Nodes among themselves are no part of it. */
    void verify(Exchange exchange) {
        assertThat(exchange.header("X-Content-Type-Options")).as("%s", exchange).isEqualTo("nosniff");
        assertThat(exchange.header("Cache-Control")).as("%s", exchange).isEqualTo("no-store");
        if (exchange.path().startsWith("/internal/")) {
            return;
        }
        List<Operation> described = contract.at(exchange.path());
        Optional<Operation> operation =
                described.stream().filter(one -> one.answers(exchange.method())).findFirst();
        if (operation.isEmpty()) {
            verifyRefused(exchange, described);
            return;
        }
        JsonNode response = response(operation.get(), exchange);
        verifyHeaders(exchange, response.path("headers"));
        verifyBody(exchange, response);
        if (exchange.succeeded() && exchange.status() != PARTLY) {
            verifyRequest(exchange, operation.get());
        }
    }

    /* Nothing is described there, so nothing may be found there. */
    private void verifyRefused(Exchange exchange, List<Operation> described) {
        assertThat(exchange.status())
                .as("nothing is said about %s", exchange)
                .isGreaterThanOrEqualTo(400)
                .isNotEqualTo(500);
        if (exchange.status() == 405) {
            assertThat(described).as("a path that is described: %s", exchange).isNotEmpty();
            assertThat(exchange.header("Allow")).as("%s", exchange).isNotBlank();
        }
        verifyProblem(exchange, contract.document().at("/components/schemas/Problem"));
    }

    private JsonNode response(Operation operation, Exchange exchange) {
        JsonNode responses = operation.node().path("responses");
        JsonNode named = responses.path(String.valueOf(exchange.status()));
        JsonNode response = named.isMissingNode() ? responses.path("default") : named;
        assertThat(response.isMissingNode() || (named.isMissingNode() && exchange.status() < 400))
                .as("status of %s is not described", exchange)
                .isFalse();
        return contract.resolved(response);
    }

    private void verifyHeaders(Exchange exchange, JsonNode described) {
        described.properties().forEach(entry -> {
            JsonNode header = contract.resolved(entry.getValue());
            List<String> values = exchange.headers().getOrDefault(entry.getKey(), List.of());
            if (header.path("required").asBoolean()) {
                assertThat(values).as("%s in %s", entry.getKey(), exchange).hasSize(1);
            }
            values.forEach(value -> assertThat(contract.faultsOfText(header.path("schema"), value))
                    .as("%s in %s", entry.getKey(), exchange)
                    .isEmpty());
        });
        exchange.headers().keySet().stream()
                .filter(name -> OURS.matcher(name).matches())
                .forEach(name -> assertThat(described.properties().stream().map(Map.Entry::getKey))
                        .as("headers that %s may have", exchange)
                        .anyMatch(name::equalsIgnoreCase));
    }

    private void verifyBody(Exchange exchange, JsonNode response) {
        JsonNode content = response.path("content");
        if ("HEAD".equals(exchange.method())) {
            assertThat(exchange.body()).as("%s", exchange).isEmpty();
            return;
        }
        if (content.isMissingNode()
                || (exchange.body().isEmpty()
                        && response.path("x-tidemark-may-be-empty").asBoolean())) {
            assertThat(exchange.body()).as("%s", exchange).isEmpty();
            return;
        }
        String type = mediaType(exchange.header("Content-Type"));
        JsonNode media = content.path(type);
        assertThat(media.isMissingNode())
                .as("content type %s of %s is not described", type, exchange)
                .isFalse();
        if (PROBLEM.equals(type)) {
            verifyProblem(exchange, media.path("schema"));
        } else if (type.endsWith("json") && exchange.header("Content-Encoding") == null) {
            assertThat(contract.faults(media.path("schema"), exchange.body()))
                    .as("%s", exchange)
                    .isEmpty();
        }
    }

    private void verifyProblem(Exchange exchange, JsonNode schema) {
        if ("HEAD".equals(exchange.method())) {
            return;
        }
        assertThat(exchange.header("Content-Type")).as("%s", exchange).isEqualTo(PROBLEM);
        assertThat(contract.faults(schema, exchange.body())).as("%s", exchange).isEmpty();
        JsonNode problem = Contract.parsed(exchange.body()).orElseThrow();
        assertThat(problem.path("status").asInt()).as("%s", exchange).isEqualTo(exchange.status());
        assertThat(problem.path("type").asText())
                .isEqualTo("urn:tidemark:problem:" + problem.path("code").asText());
        if ("invalid-field".equals(problem.path("code").asText())) {
            assertThat(problem.has("field")).as("%s", exchange).isTrue();
        }
    }

    /** Fails unless the request is as the contract says. */
    private void verifyRequest(Exchange exchange, Operation operation) {
        verifyPath(exchange, operation);
        if (!operation.parametersIn("query").isEmpty()) {
            verifyQuery(exchange, operation);
        }
        for (JsonNode parameter : operation.parametersIn("header")) {
            String name = parameter.path("name").asText();
            List<String> values = exchange.sent().getOrDefault(name, List.of());
            assertThat(values)
                    .as("%s in %s", name, exchange)
                    .hasSizeBetween(parameter.path("required").asBoolean() ? 1 : 0, 1);
            values.forEach(value -> accept(exchange, parameter, value));
        }
        JsonNode body = contract.resolved(operation.node().path("requestBody"));
        if (!body.isMissingNode() && exchange.sentBody() != null) {
            verifySentBody(exchange, body.path("content"), exchange.sentBody());
        }
    }

    private void verifyPath(Exchange exchange, Operation operation) {
        Matcher matcher = operation.pattern().matcher(exchange.path());
        assertThat(matcher.matches()).isTrue();
        int group = 1;
        for (String name : names(operation.path())) {
            JsonNode parameter = operation.parameter("path", name);
            assertThat(parameter).as("%s of %s", name, operation.path()).isNotNull();
            accept(exchange, parameter, decoded(matcher.group(group++).replace("+", "%2B")));
        }
    }

    private void verifyQuery(Exchange exchange, Operation operation) {
        String query = exchange.query();
        if (query == null || query.isEmpty()) {
            return;
        }
        Set<String> seen = new java.util.HashSet<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            String[] parts = pair.split("=", 2);
            String name = decoded(parts[0]);
            JsonNode parameter = operation.parameter("query", name);
            assertThat(parameter).as("%s was accepted in %s", name, exchange).isNotNull();
            assertThat(seen.add(name)).as("%s twice in %s", name, exchange).isTrue();
            accept(exchange, parameter, parts.length == 1 ? "" : decoded(parts[1]));
        }
    }

    private void accept(Exchange exchange, JsonNode parameter, String value) {
        assertThat(contract.faultsOfText(parameter.path("schema"), value))
                .as("%s was accepted in %s", parameter.path("name"), exchange)
                .isEmpty();
    }

    private void verifySentBody(Exchange exchange, JsonNode content, String text) {
        String sentType = exchange.sent()
                .getOrDefault("Content-Type", List.of("application/json"))
                .get(0);
        JsonNode media = content.path(mediaType(sentType));
        if (!media.isMissingNode()) {
            assertThat(contract.faults(media.path("schema"), text))
                    .as("%s was accepted in %s", text, exchange)
                    .isEmpty();
        }
    }

    private static List<String> names(String path) {
        return Pattern.compile("\\{([a-z]+)}")
                .matcher(path)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private static String mediaType(@org.jspecify.annotations.Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
