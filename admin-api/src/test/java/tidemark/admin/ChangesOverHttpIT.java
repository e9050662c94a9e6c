package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tidemark.admin.access.Access;
import tidemark.admin.access.TestCallers;
import tidemark.admin.access.TestIssuer;
import tidemark.admin.audit.LoggedChanges;
import tidemark.admin.changes.NodeChanges;
import tidemark.admin.replica.Replica;
import tidemark.embedded.EmbeddedStack;
import tidemark.topics.TopicAdmin;
import tidemark.topology.NodeSettings;
import tidemark.topology.TidemarkNode;

/** Changes over HTTP with the real topology on a real broker: two servers beside one ledger, as two nodes would be. */
@Timeout(240)
final class ChangesOverHttpIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path place;

    private static EmbeddedStack stack;
    private static NodeSettings settings;
    private static TidemarkNode ledger;
    private static TestIssuer issuer;
    private static Server one;
    private static Server other;

    @BeforeAll
    static void start() {
        stack = EmbeddedStack.start(place.resolve("stack"));
        settings = NodeSettings.of(Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "schema.registry.url",
                stack.registryUrl().toString(),
                NodeSettings.STATE_DIR,
                place.resolve("state").toString()));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            new TopicAdmin(admin, settings.topics()).create(3, (short) 1);
        }
        issuer = new TestIssuer();
        ledger = new TidemarkNode(settings, new SimpleMeterRegistry());
        ledger.start();
        await().atMost(Duration.ofMinutes(2)).until(() -> ledger.health().ready());
        one = new Server();
        other = new Server();
    }

    @AfterAll
    static void close() {
        other.close();
        one.close();
        ledger.close();
        stack.close();
    }

    @Test
    void roles_and_limits_are_in_force_and_readable_when_they_are_answered() throws Exception {
        assertThat(send(one, "POST", "/v1/entities/e1/roles", role("writer", "100"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(send(one, "PUT", "/v1/entities/e1/users/ann/role", "{\"role_id\":\"writer\"}")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> raised =
                send(one, "PUT", "/v1/entities/e1/roles/writer", changed("0"), "If-Match", "\"1\"");
        assertThat(raised.statusCode()).isEqualTo(200);
        assertThat(raised.headers().firstValue("ETag")).contains("\"2\"");

        JsonNode usage = json(send(one, "GET", "/v1/entities/e1/users/ann/usage", ""));
        assertThat(usage.path("role_version").asLong()).isEqualTo(2);
        assertThat(usage.path("blocked").asBoolean()).isTrue();
        assertThat(json(send(one, "GET", "/v1/entities/e1/roles/writer", ""))
                        .path("version")
                        .asLong())
                .isEqualTo(2);

        assertThat(send(one, "POST", "/v1/entities/e1/roles/writer/duplicate", "{\"role_id\":\"copy\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(json(send(other, "GET", "/v1/entities/e1/roles/writer", ""))
                        .path("assigned_users_count")
                        .asLong())
                .isEqualTo(1);
        Http.problem(send(one, "DELETE", "/v1/entities/e1/roles/writer", "", "If-Match", "\"2\""), 409, "role-in-use");
        assertThat(send(one, "DELETE", "/v1/entities/e1/roles/writer?reassign_to=copy", "", "If-Match", "\"2\"")
                        .statusCode())
                .isEqualTo(204);
        assertThat(json(send(one, "GET", "/v1/entities/e1/users/ann/role", ""))
                        .path("role_id")
                        .asText())
                .isEqualTo("copy");
        assertThat(send(one, "DELETE", "/v1/entities/e1/users/ann/role", "").statusCode())
                .isEqualTo(204);
        assertThat(json(send(one, "GET", "/v1/entities/e1/users/ann/role", ""))
                        .path("role_id")
                        .isNull())
                .isTrue();

        HttpResponse<String> limit = send(one, "PUT", "/v1/entities/e1/limit", "{\"monthly_credit_limit\":7.5}");
        assertThat(limit.body()).isEqualTo("{\"entity_id\":\"e1\",\"monthly_credit_limit\":7.5,\"version\":1}");
        assertThat(send(one, "GET", "/v1/entities/e1/limit", "").body()).isEqualTo(limit.body());
        assertThat(send(one, "PUT", "/v1/entities/e1", "{\"display_name\":\"One\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(json(send(one, "GET", "/v1/entities/e1/usage", ""))
                        .path("limit_credits")
                        .decimalValue())
                .isEqualByComparingTo("7.5");
    }

    @Test
    void of_two_administrators_over_one_version_one_is_told_to_look_again() throws Exception {
        send(one, "POST", "/v1/entities/e2/roles", role("writer", "100"));
        for (long version = 1; version <= 5; version++) {
            String tag = "\"" + version + "\"";
            List<CompletableFuture<HttpResponse<String>>> both = new ArrayList<>();
            for (Server server : List.of(one, other)) {
                String body = changed(version + (server == one ? ".1" : ".2"));
                HttpRequest request =
                        request(server, "operator", "PUT", "/v1/entities/e2/roles/writer", body, "If-Match", tag);
                both.add(CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
            }

            assertThat(both.stream().map(answer -> answer.join().statusCode())).containsExactlyInAnyOrder(200, 412);
        }
    }

    @Test
    void a_repetition_gets_the_same_answer_from_any_node_also_after_a_restart() throws Exception {
        String path = "/v1/entities/e3/roles";
        String[] key = {"Idempotency-Key", "create-writer"};
        List<CompletableFuture<HttpResponse<String>>> atOnce = Stream.of(one, other, one, other)
                .map(server -> CLIENT.sendAsync(
                        request(server, "operator", "POST", path, role("writer", "100"), key),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();
        Set<String> answers = new HashSet<>();
        for (CompletableFuture<HttpResponse<String>> answer : atOnce) {
            assertThat(answer.join().statusCode()).isEqualTo(201);
            answers.add(answer.join().body());
        }
        assertThat(answers).hasSize(1);
        send(one, "PUT", path + "/writer", changed("7"), "If-Match", "\"1\"");

        assertThat(send(other, "POST", path, role("writer", "100"), key).body()).isIn(answers);
        try (Server restarted = new Server()) {
            assertThat(send(restarted, "POST", path, role("writer", "100"), key).body())
                    .isIn(answers);
            Http.problem(send(restarted, "POST", path, role("writer", "101"), key), 422, "idempotency-key-reused");
            Http.problem(
                    send(restarted, "PUT", "/v1/entities/e3/limit", "{\"monthly_credit_limit\":1}", key),
                    422,
                    "idempotency-key-reused");
        }
        Http.problem(send(one, "POST", path, role("writer", "100"), "Idempotency-Key", "other"), 409, "role-exists");
        assertThat(json(send(one, "GET", path + "/writer", "")).path("version").asLong())
                .isEqualTo(2);
    }

    @Test
    void a_rejection_is_repeated_too_though_it_would_be_accepted_now() throws Exception {
        String path = "/v1/entities/e4/roles";
        String[] key = {"Idempotency-Key", "k"};
        send(one, "POST", path, role("writer", "100"));
        Http.problem(send(one, "POST", path, role("writer", "5"), key), 409, "role-exists");
        assertThat(send(one, "DELETE", path + "/writer", "", "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(204);

        Http.problem(send(other, "POST", path, role("writer", "5"), key), 409, "role-exists");
        Http.problem(send(other, "GET", path + "/writer", ""), 404, "not-found");
    }

    @Test
    void who_raised_their_own_cap_is_told_and_everything_else_with_who_and_from_what_to_what() throws Exception {
        String admin = "roles admin";
        String self = TestCallers.named(admin).user();
        String roles = "/v1/entities/acme/roles";
        assertThat(sendAs(admin, "POST", roles, role("r1", "100")).statusCode()).isEqualTo(201);
        assertThat(sendAs(admin, "POST", roles, role("r2", "300")).statusCode()).isEqualTo(201);
        assertThat(sendAs(admin, "PUT", "/v1/entities/acme/users/" + self + "/role", "{\"role_id\":\"r1\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(sendAs(admin, "PUT", roles + "/r1", changed("200"), "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(sendAs(admin, "PUT", roles + "/r2", changed("400"), "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(200);
        Http.problem(sendAs(admin, "PUT", roles + "/r1", changed("1"), "If-Match", "\"1\""), 412, "version-mismatch");
        assertThat(sendAs(admin, "PUT", "/v1/entities/acme/users/" + self + "/role", "{\"role_id\":\"r2\"}")
                        .statusCode())
                .isEqualTo(200);

        JsonNode all = json(sendAs(admin, "GET", "/v1/entities/acme/audit", "")).path("items");

        assertThat(all.findValuesAsText("subject_id")).containsExactly(self, "r1", "r2", "r1", self, "r2", "r1");
        assertThat(all.findValuesAsText("raises_own_cap"))
                .containsExactly("true", "false", "false", "true", "false", "false", "false");
        assertThat(all.findValuesAsText("outcome").get(1)).isEqualTo("REJECTED");
        assertThat(all.get(1).path("reason").asText()).isEqualTo("VERSION_MISMATCH");
        JsonNode raise = all.get(3);
        assertThat(raise.path("before").path("monthly_credit_limit").asInt()).isEqualTo(100);
        assertThat(raise.path("after").path("monthly_credit_limit").asInt()).isEqualTo(200);
        assertThat(raise.path("limit_changed").asBoolean()).isTrue();
        assertThat(raise.path("actor").path("user_id").asText()).isEqualTo(self);
        assertThat(raise.path("actor").path("authority").asText()).isEqualTo("manage_user_roles");
        assertThat(all.get(0).path("before").path("role_id").asText()).isEqualTo("r1");

        List<String> paged = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = json(sendAs(admin, "GET", "/v1/entities/acme/audit?limit=1" + next, ""));
            paged.addAll(page.path("items").findValuesAsText("change_id"));
            flags.addAll(page.path("items").findValuesAsText("raises_own_cap"));
            next = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!next.isEmpty());
        assertThat(paged).isEqualTo(all.findValuesAsText("change_id"));
        assertThat(flags)
                .as("a note may lie on the page before its answer")
                .isEqualTo(all.findValuesAsText("raises_own_cap"));

        assertThat(audited("?subject=r2")).hasSize(2);
        assertThat(audited("?kind=ASSIGNMENT")).hasSize(2);
        assertThat(audited("?kind=LIMIT&outcome=ACCEPTED")).hasSize(4);
        assertThat(audited("?outcome=REJECTED")).hasSize(1);
        assertThat(audited("?actor=nobody")).isEmpty();
        assertThat(audited("?from=2099-01-01T00:00:00Z")).isEmpty();
        assertThat(audited("?to=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(audited("?from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z"))
                .hasSize(7);
    }

    @Test
    void many_changes_at_once_are_all_answered() {
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            HttpRequest request =
                    request(i % 2 == 0 ? one : other, "operator", "POST", "/v1/entities/e5/roles", role("r" + i, "1"));
            all.add(CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .thenApply(HttpResponse::statusCode));
        }

        assertThat(all).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(201));
    }

    private static List<String> audited(String query) throws Exception {
        return json(sendAs("roles admin", "GET", "/v1/entities/acme/audit" + query, ""))
                .path("items")
                .findValuesAsText("change_id");
    }

    private static String role(String id, String limit) {
        return "{\"role_id\":\"" + id + "\",\"display_name\":\"" + id + "\",\"monthly_credit_limit\":" + limit + "}";
    }

    private static String changed(String limit) {
        return "{\"display_name\":\"changed\",\"description\":null,\"permissions\":[],\"monthly_credit_limit\":" + limit
                + "}";
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Http.JSON.readTree(answer.body());
    }

    private static HttpResponse<String> send(Server to, String method, String path, String body, String... headers)
            throws Exception {
        return CLIENT.send(request(to, "operator", method, path, body, headers), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> sendAs(String who, String method, String path, String body, String... headers)
            throws Exception {
        return CLIENT.send(request(one, who, method, path, body, headers), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(
            Server to, String who, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(to.http.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + issuer.token(TestCallers.named(who)));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    /** All that a node has for HTTP, beside the one ledger. */
    private static final class Server implements AutoCloseable {

        private final Replica replica = Replica.of(settings);
        private final NodeChanges changes = NodeChanges.of(settings, replica);
        private final LoggedChanges audit = new LoggedChanges(NodeChanges.clients(settings), settings.topics());
        private final Access access = Access.of(issuer.settings(place.resolve("jwks.json"), false), replica);
        private final HttpServer http;

        Server() {
            Administration administration = new Administration(replica, changes, audit);
            UsageFeature usage = new UsageFeature(ledger.queries(), ledger.entityQueries(), ledger.search());
            http = new HttpServer(
                    List.of(usage, new AdministrationFeature(administration, usage)),
                    ledger::health,
                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                    BindAddress.loopback(0),
                    access);
            replica.start();
            changes.start();
            http.start();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> changes.isReady() && replica.asOf().isPresent());
        }

        @Override
        public void close() {
            http.close();
            audit.close();
            changes.close();
            replica.close();
            access.close();
        }
    }
}
