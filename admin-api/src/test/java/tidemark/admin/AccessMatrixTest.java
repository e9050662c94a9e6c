package tidemark.admin;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tidemark.admin.access.Access;
import tidemark.admin.access.CannotJudgeException;
import tidemark.admin.access.EntityDirectory;
import tidemark.admin.access.Right;
import tidemark.admin.access.TestCallers;
import tidemark.admin.access.TestIssuer;
import tidemark.ledger.Limit;

/**
 * R17 over HTTP: every route that the server has, asked by every kind of caller about acme, its user ann and an entity that is not there. A
 * new route without a line here fails the test.
 */
@Timeout(60)
final class AccessMatrixTest {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    /** Nobody follows live events here: what a caller hears who may watch them. */
    private static final int NOT_READY = 503;

    private static final int MISSING_TOKEN = 401;
    private static final int FORBIDDEN = 403;
    private static final int HIDDEN = 404;

    private static final String USAGE_EVENTS = "/v1/usage-events";

    /** What is sent to a route that reads a body. */
    private static final String USAGE = """
            {"specversion":"1.0","type":"tidemark.usage.v1","id":"e","source":"s","subject":"ann",
             "data":{"entity_id":"acme","credits":1}}""";

    private static final Set<String> EVERYBODY = TestCallers.names();
    private static final Set<String> ADMINS = Set.of("roles admin", "users admin", "MSP admin", "operator");

    /** Who has any right in acme, so that a refusal is a 403 and no 404. */
    private static final Set<String> INSIDERS = Set.of(
            "user",
            "other user",
            "roles admin",
            "users admin",
            "MSP admin",
            "gate",
            "own gate",
            "MSP's gate",
            "writer",
            "operator");

    private static final String[] USERS_OWN = {"user", "gate", "own gate", "MSP's gate"};
    private static final String[] ENTITYS = {"user", "other user", "gate", "own gate", "MSP's gate"};
    private static final Set<String> GATES = Set.of("gate", "own gate", "MSP's gate", "operator");

    /** May ask gates, but not about acme. */
    private static final Set<String> FOREIGN_GATES = Set.of("foreign gate", "other MSP's gate");

    /** Who may use each route on acme and ann. */
    private static final Map<String, Set<String>> EXPECTED = Map.ofEntries(
            entry("/v1/entities/{entity}/users/{user}/usage", and(ADMINS, USERS_OWN)),
            entry("/internal/v1/entities/{entity}/users/{user}/usage", and(ADMINS, USERS_OWN)),
            entry("/v1/entities/{entity}/users/{user}/check", and(ADMINS, USERS_OWN)),
            entry("/v1/entities/{entity}/usage", and(ADMINS, ENTITYS)),
            entry("/internal/v1/entities/{entity}/usage", and(ADMINS, ENTITYS)),
            entry("/v1/entities/{entity}/users", ADMINS),
            entry("/v1/entities/{entity}/roles/{role}/members", ADMINS),
            entry("/v1/entities/{entity}/roles/{role}/limit-preview", ADMINS),
            entry("/internal/v1/entities/{entity}/accounts/{question}", ADMINS),
            entry("/v1/gate/nginx", GATES),
            entry("/v1/gate/forward", GATES),
            entry("/v1/gate/forward/<request>", GATES),
            entry("/v1/entities/{entity}/users/{user}/events", and(ADMINS, "user")),
            entry("/v1/entities/{entity}/events", ADMINS),
            entry(USAGE_EVENTS, Set.of("writer", "operator")),
            entry("/metrics", Set.of("scraper", "operator")));

    private static final Set<String> PUBLIC =
            Set.of("/health/live", "/health/ready", "/openapi.json", "/docs", "/docs/{file}");

    /** Of an entity that is not there, but for which nobody has to know that, only these hear anything. */
    private static final Set<String> EVERYWHERE = Set.of("operator", "gate", "writer");

    private static final Routes.Route GET_ENTITY_USAGE =
            new Routes.Route(HandlerType.GET, "/v1/entities/{entity}/usage", Right.READ_ENTITY_USAGE);

    private static final Routes.Route GET_USER_USAGE =
            new Routes.Route(HandlerType.GET, "/v1/entities/{entity}/users/{user}/usage", Right.READ_USER_USAGE);

    @TempDir
    private static Path place;

    private static TestIssuer issuer;
    private static Access access;
    private static Http http;

    @BeforeAll
    static void start() {
        issuer = new TestIssuer();
        access = Access.of(issuer.settings(place.resolve("jwks.json"), false), new Directory());
        http = new Http(access);
        http.search.town().put("ann", "analyst", 0, Limit.NONE);
    }

    @AfterAll
    static void close() {
        http.close();
        access.close();
    }

    @Test
    void every_route_by_every_caller() throws Exception {
        for (Routes.Route route : http.server.routes()) {
            if (PUBLIC.contains(route.path())) {
                assertThat(ask(route, "acme", null).statusCode())
                        .as("%s", route)
                        .isEqualTo(OK);
                continue;
            }
            assertThat(EXPECTED).as("nobody says who may use %s", route).containsKey(route.path());
            HttpResponse<String> unknown = ask(route, "acme", null);
            assertThat(unknown.statusCode()).as("%s without a token", route).isEqualTo(MISSING_TOKEN);
            assertThat(unknown.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"tidemark\"");
            for (String who : EVERYBODY) {
                HttpResponse<String> answer = ask(route, "acme", who);
                assertThat(outcome(answer)).as("%s by %s", route, who).isEqualTo(expected(route, who));
                refusalIsAProblem(route, answer);
            }
        }
    }

    @Test
    void every_line_of_the_table_is_a_route() {
        assertThat(http.server.routes().stream().map(Routes.Route::path).collect(Collectors.toSet()))
                .isEqualTo(and(EXPECTED.keySet(), PUBLIC.toArray(String[]::new)));
    }

    @Test
    void who_has_no_right_in_an_entity_cannot_tell_it_from_one_that_is_not_there() throws Exception {
        for (Routes.Route route : http.server.routes()) {
            if (!route.path().contains("{entity}")) {
                continue;
            }
            for (String who : EVERYBODY) {
                HttpResponse<String> there = ask(route, "acme", who);
                HttpResponse<String> nowhere = ask(route, "nowhere", who);

                if (!INSIDERS.contains(who)) {
                    assertThat(there.statusCode()).isEqualTo(HIDDEN);
                    assertThat(there.body()).isEqualTo(nowhere.body());
                    assertThat(names(there)).isEqualTo(names(nowhere));
                }
                if (!EVERYWHERE.contains(who)) {
                    assertThat(nowhere.statusCode()).as("%s by %s", route, who).isEqualTo(HIDDEN);
                }
            }
        }
        assertThat(ask(GET_ENTITY_USAGE, "nowhere", "foreign admin").body())
                .isEqualTo(send("GET", "/v1/nothing", "foreign admin").body());
    }

    @Test
    void an_id_that_is_none_is_told_to_those_who_are_known_only() throws Exception {
        Http.problem(send("GET", "/v1/entities/a%20b/usage", "user"), 400, "invalid-field");
        Http.problem(send("GET", "/v1/entities/acme/users/a%2Fb/usage", "operator"), 400, "invalid-field");
        Http.problem(send("GET", "/v1/entities/a%20b/usage", null), 401, "unauthenticated");
    }

    @Test
    void a_path_written_otherwise_is_judged_as_what_it_names() throws Exception {
        assertThat(send("GET", "/v1/entities/%61cme/users/%61nn/usage", "user").statusCode())
                .isEqualTo(OK);
        assertThat(send("GET", "/v1/entities/acme%2Fusers%2Fann/usage", "foreign admin")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("GET", "/v1/entities/globex%00/usage", "foreign admin").statusCode())
                .isEqualTo(400);
        assertThat(send("GET", "/v1/entities/ACME/usage", "roles admin").statusCode())
                .isEqualTo(HIDDEN);
        assertThat(send("GET", "//v1/entities/acme/usage", "foreign admin").statusCode())
                .isGreaterThanOrEqualTo(400);
    }

    @Test
    void a_method_override_changes_nothing() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(http.server.url() + "/v1/entities/acme/usage"))
                .header("X-HTTP-Method-Override", "OPTIONS")
                .build();

        Http.problem(http.send(request), 401, "unauthenticated");
    }

    @Test
    void a_second_authorization_header_is_not_believed() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(http.server.url() + "/v1/entities/acme/usage"))
                .header("Authorization", bearer("operator"))
                .header("Authorization", bearer("foreign admin"))
                .build();

        Http.problem(http.send(request), 401, "unauthenticated");
    }

    @Test
    void a_token_in_the_query_is_none() throws Exception {
        String token = issuer.token(TestCallers.named("operator"));

        Http.problem(send("GET", "/v1/entities/acme/usage?access_token=" + token, null), 401, "unauthenticated");
    }

    @Test
    void a_bad_token_is_told_without_being_repeated() throws Exception {
        String token = new TestIssuer().token(TestCallers.named("operator"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(http.server.url() + "/v1/entities/acme/usage"))
                .header("Authorization", "Bearer " + token)
                .build();

        HttpResponse<String> answer = http.send(request);

        JsonNode problem = Http.problem(answer, 401, "unauthenticated");
        assertThat(problem.path("detail").asText()).isEqualTo("The token is not signed by a key that is trusted here.");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer realm=\"tidemark\", error=\"invalid_token\", error_description=\"");
        assertThat(answer.body() + answer.headers().map()).doesNotContain(token);
    }

    @Test
    void a_token_as_long_as_one_may_be_is_read() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(http.server.url() + "/v1/entities/acme/usage"))
                .header("Authorization", "Bearer " + "x".repeat(8_192 - 7))
                .build();
        HttpRequest longer = HttpRequest.newBuilder(URI.create(http.server.url() + "/v1/entities/acme/usage"))
                .header("Authorization", "Bearer " + "x".repeat(8_192))
                .build();

        assertThat(Http.problem(http.send(request), 401, "unauthenticated")
                        .path("detail")
                        .asText())
                .isEqualTo("The token is not a signed JWT.");
        assertThat(Http.problem(http.send(longer), 401, "unauthenticated")
                        .path("detail")
                        .asText())
                .isEqualTo("The token is longer than 8192 characters.");
    }

    @Test
    void while_nobody_knows_whose_entities_are_only_those_wait_for_whom_that_matters() throws Exception {
        Access unsure = Access.of(issuer.settings(place.resolve("jwks.json"), false), new Unsure());
        try (Http other = new Http(unsure)) {
            for (String who : EVERYBODY) {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create(other.server.url() + "/v1/entities/acme/users/ann/usage"))
                        .header("Authorization", bearer(who))
                        .build();
                HttpResponse<String> answer = other.send(request);
                if (TestCallers.named(who).msp() != null) {
                    assertThat(Http.problem(answer, 503, "not-ready")
                                    .path("detail")
                                    .asText())
                            .isEqualTo("Just a moment.");
                } else {
                    assertThat(answer.statusCode()).as(who).isEqualTo(expected(GET_USER_USAGE, who));
                }
            }
        } finally {
            unsure.close();
        }
    }

    private static int expected(Routes.Route route, String who) {
        if (route.path().equals(USAGE_EVENTS) && who.equals("foreign writer")) {
            return HIDDEN;
        }
        if (EXPECTED.getOrDefault(route.path(), Set.of()).contains(who)) {
            return route.path().endsWith("/events") ? NOT_READY : OK;
        }
        boolean asksBeyondItsReach = route.path().startsWith("/v1/gate/forward") && FOREIGN_GATES.contains(who);
        boolean stranger = route.path().contains("{entity}") && !INSIDERS.contains(who);
        return asksBeyondItsReach || stranger ? HIDDEN : FORBIDDEN;
    }

    private static void refusalIsAProblem(Routes.Route route, HttpResponse<String> answer) throws Exception {
        if (outcome(answer) == OK
                || answer.statusCode() == NOT_READY
                || "HEAD".equals(route.method().name())) {
            return;
        }
        if (answer.statusCode() == FORBIDDEN && answer.body().isEmpty()) {
            assertThat(route.path()).as("tells in headers").isEqualTo("/v1/gate/nginx");
            return;
        }
        Http.problem(answer, answer.statusCode(), answer.statusCode() == FORBIDDEN ? "forbidden" : "not-found");
    }

    /* Whoever is let in without the body that a route needs hears what is wrong with it. */
    private static int outcome(HttpResponse<String> answer) {
        return answer.statusCode() < 300 || answer.statusCode() == BAD_REQUEST ? OK : answer.statusCode();
    }

    private static HttpResponse<String> ask(Routes.Route route, String entity, @Nullable String who) throws Exception {
        String path = route.path()
                .replace("{entity}", entity)
                .replace("{user}", "ann")
                .replace("{role}", "analyst")
                .replace("{question}", "holders")
                .replace("{file}", "start.js")
                .replace("<request>", "v1/chat");
        return send(route.method().name(), path, who);
    }

    private static HttpResponse<String> send(String method, String path, @Nullable String who) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(http.server.url() + path))
                .header("X-Tidemark-Entity", "acme")
                .header("X-Tidemark-User", "ann")
                .method(
                        method,
                        path.equals(USAGE_EVENTS)
                                ? HttpRequest.BodyPublishers.ofString(USAGE)
                                : HttpRequest.BodyPublishers.noBody());
        if (path.equals(USAGE_EVENTS)) {
            request.header("Content-Type", "application/cloudevents+json");
        }
        if (who != null) {
            request.header("Authorization", bearer(who));
        }
        return http.send(request.build());
    }

    private static String bearer(String who) {
        return "Bearer " + issuer.token(TestCallers.named(who));
    }

    private static Set<String> names(HttpResponse<String> answer) {
        return answer.headers().map().keySet();
    }

    private static Set<String> and(Set<String> some, String... more) {
        return Stream.concat(some.stream(), List.of(more).stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Knows acme and globex. */
    private static final class Directory implements EntityDirectory {

        @Override
        public boolean knows(String entity) {
            return Set.of("acme", "globex").contains(entity);
        }

        @Override
        public @Nullable String mspOf(String entity) {
            return "acme".equals(entity) ? "northwind" : null;
        }
    }

    /** Has not caught up yet. */
    private static final class Unsure implements EntityDirectory {

        @Override
        public boolean knows(String entity) {
            throw new CannotJudgeException("Just a moment.");
        }

        @Override
        public @Nullable String mspOf(String entity) {
            throw new CannotJudgeException("Just a moment.");
        }
    }
}
