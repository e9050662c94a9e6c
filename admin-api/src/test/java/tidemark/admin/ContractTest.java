package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.HandlerType;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tidemark.admin.access.Access;
import tidemark.admin.access.EntityDirectory;
import tidemark.admin.access.Right;
import tidemark.admin.access.TestIssuer;
import tidemark.events.BlockDecision;
import tidemark.events.LevelChange;
import tidemark.events.UsageExceeded;
import tidemark.events.UsageWarning;

/** The contract says what the server does, no more and no less, and can be read and browsed. */
@Timeout(60)
final class ContractTest {

    private static final Contract CONTRACT = Contract.served();

    /** Answered where GET is, and everywhere described by it. */
    private static final Set<HandlerType> IMPLIED = Set.of(HandlerType.HEAD);

    /** Described before they are served, so that both sides could be built at once. */
    private static final Set<String> AWAITED = Set.of(
            "/v1/entities",
            "/v1/entities/{entity}",
            "/v1/entities/{entity}/limit",
            "/v1/entities/{entity}/roles",
            "/v1/entities/{entity}/roles/{role}",
            "/v1/entities/{entity}/roles/{role}/duplicate",
            "/v1/entities/{entity}/users/{user}/role",
            "/v1/entities/{entity}/audit");

    private static final Set<String> AWAITED_CODES = Set.of(
            "role-exists",
            "role-in-use",
            "unknown-role",
            "role-id-worn-out",
            "change-rejected",
            "version-mismatch",
            "built-in-limit",
            "type-fixed",
            "idempotency-key-reused",
            "precondition-required",
            "outcome-unknown");

    @TempDir
    private static Path place;

    private static Access access;
    private static Http http;

    @BeforeAll
    static void start() {
        access = Access.of(new TestIssuer().settings(place.resolve("jwks.json"), false), EntityDirectory.EMPTY);
        http = new Http(access);
    }

    @AfterAll
    static void close() {
        http.close();
        access.close();
    }

    // What the server does

    @Test
    void every_route_is_described_and_everything_described_is_a_route() {
        Set<String> described = new TreeSet<>();
        CONTRACT.operations().stream()
                .filter(operation -> !AWAITED.contains(operation.path()))
                .forEach(operation -> methods(operation)
                .forEach(method -> described.add(method + " " + operation.path())));

        Set<String> routes = new TreeSet<>();
        publicRoutes().stream()
                .filter(route -> !IMPLIED.contains(route.method()))
                .forEach(route -> routes.add(route.method().name() + " " + braces(route.path())));

        assertThat(described).isEqualTo(routes);
        assertThat(publicRoutes().stream().map(route -> braces(route.path())))
                .as("not awaited any longer")
                .doesNotContainAnyElementsOf(AWAITED);
    }

    @Test
    void every_operation_names_the_right_that_its_route_asks_for() {
        for (Routes.Route route : publicRoutes()) {
            String method =
                    IMPLIED.contains(route.method()) ? "GET" : route.method().name();
            List<String> rights = CONTRACT.operations().stream()
                    .filter(operation -> operation.path().equals(braces(route.path())))
                    .filter(operation -> operation.answers(method))
                    .map(Contract.Operation::right)
                    .toList();

            assertThat(rights).as("%s", route).containsExactly(route.right().name());
        }
    }

    @Test
    void a_token_is_asked_for_exactly_where_the_right_is_not_everybody_s() {
        for (Contract.Operation operation : CONTRACT.operations()) {
            JsonNode security = operation.node().path("security");
            boolean asked = security.isMissingNode() || !security.isEmpty();

            assertThat(asked).as(operation.path()).isEqualTo(!operation.right().equals(Right.SEE_PUBLIC.name()));
            assertThat(operation.node().path("responses").has("401"))
                    .as(operation.path())
                    .isEqualTo(asked);
        }
    }

    @Test
    void the_codes_of_problems_are_those_that_there_are() {
        List<String> named = new ArrayList<>();
        CONTRACT.document()
                .at("/components/schemas/Problem/properties/code/enum")
                .forEach(code -> named.add(code.asText()));

        assertThat(named).doesNotHaveDuplicates();
        named.removeAll(AWAITED_CODES);
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemKind.values())
                        .map(ProblemKind::code)
                        .toList());
    }

    @Test
    void sizes_of_pages_are_those_that_there_are() {
        JsonNode limit = CONTRACT.document().at("/components/parameters/Limit/schema");

        assertThat(limit.path("maximum").asInt()).isEqualTo(tidemark.admin.crowd.AccountLists.MOST);
    }

    @Test
    void live_events_have_the_fields_of_their_records_with_amounts_in_credits() {
        fields("Notice", UsageWarning.getClassSchema());
        fields("Notice", UsageExceeded.getClassSchema());
        fields("Decision", BlockDecision.getClassSchema());
        fields("LevelChange", LevelChange.getClassSchema());
    }

    private static void fields(String name, Schema record) {
        List<String> named = new ArrayList<>();
        CONTRACT.document()
                .at("/components/schemas/" + name + "/properties")
                .fieldNames()
                .forEachRemaining(named::add);

        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(record.getFields().stream()
                        .map(field -> field.name().replaceFirst("_micros$", "_credits"))
                        .toList());
    }

    // The document itself

    @Test
    void it_is_openapi_3_1_and_no_reference_leads_nowhere() {
        assertThat(CONTRACT.document().path("openapi").asText()).startsWith("3.1.");
        List<String> dead = new ArrayList<>();
        references(CONTRACT.document(), dead);
        assertThat(dead).isEmpty();
    }

    @Test
    void every_operation_has_a_name_of_its_own_a_summary_and_a_known_tag() {
        Set<String> tags = CONTRACT.document().findValuesAsText("tags").stream().collect(Collectors.toSet());
        CONTRACT.document()
                .path("tags")
                .forEach(tag -> tags.add(tag.path("name").asText()));
        List<String> names = CONTRACT.operations().stream()
                .map(operation -> operation.node().path("operationId").asText())
                .toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][A-Za-z]+"));
        for (Contract.Operation operation : CONTRACT.operations()) {
            assertThat(operation.node().path("summary").asText())
                    .as(operation.path())
                    .isNotBlank();
            assertThat(tags).contains(operation.node().path("tags").path(0).asText());
        }
    }

    @Test
    void every_parameter_of_a_path_is_described() {
        for (Contract.Operation operation : CONTRACT.operations()) {
            Set<String> inPath = Pattern.compile("\\{([a-z]+)}")
                    .matcher(operation.path())
                    .results()
                    .map(result -> result.group(1))
                    .collect(Collectors.toSet());

            assertThat(operation.parametersIn("path").stream()
                            .map(parameter -> parameter.path("name").asText())
                            .collect(Collectors.toSet()))
                    .as(operation.path())
                    .isEqualTo(inPath);
            operation.parameters().forEach(parameter -> {
                assertThat(parameter.path("description").asText()).isNotBlank();
                assertThat(parameter.path("required").asBoolean())
                        .isEqualTo(parameter.path("in").asText().equals("path")
                                || parameter.path("required").asBoolean());
            });
        }
    }

    @Test
    void the_examples_are_what_they_are_examples_of() {
        int[] count = {0};
        examples(CONTRACT.document(), count);
        CONTRACT.operations().stream()
                .flatMap(operation -> operation.parameters().stream())
                .filter(parameter -> parameter.has("example"))
                .forEach(parameter -> assertThat(CONTRACT.faultsOfText(
                                parameter.path("schema"),
                                parameter.path("example").asText()))
                        .as("%s", parameter)
                        .isEmpty());
        assertThat(count[0]).isGreaterThan(5);
    }

    // How it is served

    @Test
    void it_is_served_without_a_token() throws Exception {
        HttpResponse<String> answer = http.get("/openapi.json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(Http.JSON.readTree(answer.body()).path("info").path("title").asText())
                .isEqualTo("Tidemark");
        assertThat(answer.body()).contains("9007199254.740991").contains("\"multipleOf\":0.000001");
    }

    @Test
    void the_page_loads_nothing_from_elsewhere_and_runs_no_script_of_its_own() throws Exception {
        HttpResponse<String> page = http.get("/docs");

        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http", "*");
        assertThat(page.body()).doesNotContain("http://", "https://", "//", " style=", "onload");
        assertThat(Pattern.compile("<script[^>]*>[^<]").matcher(page.body()).find())
                .as("inline scripts")
                .isFalse();
        List<String> parts = Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(page.body())
                .results()
                .map(result -> result.group(1))
                .toList();
        assertThat(parts).hasSize(5);
        for (String part : parts) {
            HttpResponse<String> found = http.get("/" + part);
            assertThat(found.statusCode()).as(part).isEqualTo(200);
            assertThat(found.body()).as(part).isNotEmpty();
        }
    }

    @Test
    void only_what_the_page_needs_is_served() throws Exception {
        for (String path : List.of(
                "/docs/",
                "/docs/index.html",
                "/docs/swagger-ui.js",
                "/docs/..%2Fopenapi.yaml",
                "/docs/%2E%2E",
                "/docs/start.js%20",
                "/docs/START.JS",
                "/webjars/swagger-ui/5.34.1/index.html",
                "/openapi.yaml")) {
            Http.problem(http.get(path), 404, "not-found");
        }
    }

    private static List<Routes.Route> publicRoutes() {
        return http.server.routes().stream()
                .filter(route -> !route.path().startsWith("/internal/"))
                .toList();
    }

    private static List<String> methods(Contract.Operation operation) {
        return operation.anyMethod()
                ? List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
                : List.of(operation.method().toUpperCase(java.util.Locale.ROOT));
    }

    private static String braces(String path) {
        return path.replace('<', '{').replace('>', '}');
    }

    private static void references(JsonNode node, List<String> dead) {
        JsonNode reference = node.path("$ref");
        if (reference.isTextual()
                && CONTRACT.document().at(reference.asText().substring(1)).isMissingNode()) {
            dead.add(reference.asText());
        }
        node.forEach(child -> references(child, dead));
    }

    private static void examples(JsonNode node, int[] count) {
        if (node.has("schema") && node.path("examples").isObject()) {
            for (Map.Entry<String, JsonNode> example : node.path("examples").properties()) {
                assertThat(CONTRACT.faults(
                                node.path("schema"),
                                example.getValue().path("value").toString()))
                        .as("%s", example)
                        .isEmpty();
                count[0]++;
            }
        }
        node.forEach(child -> examples(child, count));
    }
}
