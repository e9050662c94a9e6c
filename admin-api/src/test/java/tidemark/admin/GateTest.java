package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.client.gate.ReplicaState;
import tidemark.events.BlockDecision;
import tidemark.events.Cause;
import tidemark.events.Decision;
import tidemark.events.DecisionReason;
import tidemark.events.Scope;
import tidemark.ledger.Limit;

/** Whether a request may start, as services and proxies are told (R13, R16). */
@Timeout(60)
final class GateTest {

    private static final String CHECK = "/v1/entities/acme/users/ann/check";
    private static final String NGINX = "/v1/gate/nginx";
    private static final String FORWARD = "/v1/gate/forward";
    private static final Instant MONTH_END = Instant.parse("2026-12-01T00:00:00Z");
    private static final String USER_TEXT =
            "You have reached your monthly usage limit. Please contact an administrator.";
    private static final String ENTITY_TEXT =
            "Your organization has reached its monthly usage limit. Please contact an administrator.";

    /* From the fakes' present, 2026-11-22T09:30:00.120Z, to the end of the month, rounded up. */
    private static final String SECONDS_LEFT = "743400";

    private Http http;

    @BeforeEach
    void start() {
        http = new Http();
    }

    @AfterEach
    void close() {
        http.close();
    }

    // Services

    @Test
    void nobody_has_decided_anything_so_it_may_start() throws Exception {
        JsonNode answer = check("");

        assertThat(answer.path("allowed").asBoolean()).isTrue();
        assertThat(answer.path("blocked_by").asText()).isEqualTo("NONE");
        for (String field : List.of("reason", "message", "resets_at", "decision_sequence")) {
            assertThat(answer.has(field)).as(field).isTrue();
            assertThat(answer.path(field).isNull()).as(field).isTrue();
        }
        assertThat(answer.path("as_of").asText()).isEqualTo("2026-11-22T09:30:00.120Z");
        assertThat(answer.path("stale_ms").asLong()).isZero();
        assertThat(answer.path("unsure").asBoolean()).isFalse();
        assertThat(answer.has("user")).isFalse();
        assertThat(answer.has("entity")).isFalse();
    }

    @Test
    void a_block_is_an_answer_not_an_error() throws Exception {
        http.gate.put(block("ann", DecisionReason.USER_LIMIT_REACHED, MONTH_END, 7));

        JsonNode answer = check("?amounts=false");

        assertThat(answer.path("allowed").asBoolean()).isFalse();
        assertThat(answer.path("reason").asText()).isEqualTo("USER_LIMIT_REACHED");
        assertThat(answer.path("blocked_by").asText()).isEqualTo("USER");
        assertThat(answer.path("message").asText()).isEqualTo(USER_TEXT);
        assertThat(answer.path("resets_at").asText()).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(answer.path("decision_sequence").asLong()).isEqualTo(7);
    }

    @Test
    void the_entity_s_block_alone_has_the_entity_s_text_and_together_the_user_s() throws Exception {
        http.gate.put(block(null, DecisionReason.ENTITY_LIMIT_ZERO, null, 3));

        JsonNode alone = check("");
        http.gate.put(block("ann", DecisionReason.USER_LIMIT_REACHED, MONTH_END, 7));
        JsonNode both = check("");

        assertThat(alone.path("blocked_by").asText()).isEqualTo("ENTITY");
        assertThat(alone.path("message").asText()).isEqualTo(ENTITY_TEXT);
        assertThat(alone.path("resets_at").isNull()).isTrue();
        assertThat(both.path("blocked_by").asText()).isEqualTo("BOTH");
        assertThat(both.path("message").asText()).isEqualTo(USER_TEXT);
        assertThat(both.path("resets_at").isNull()).as("until both have let go").isTrue();
    }

    @Test
    void amounts_show_what_both_bounds_leave() throws Exception {
        http.queries.put(FakeQueries.used("ann", 4_000_001, Limit.of(5_000_000)));
        http.entities.put(FakeEntities.used("acme", FakeQueries.CURRENT, 7_000_000, Limit.NONE));

        JsonNode answer = check("?amounts=true");

        assertThat(answer.path("user").toString())
                .isEqualTo("{\"used_credits\":4.000001,\"limit_credits\":5,\"remaining_credits\":0.999999}");
        assertThat(answer.path("entity").toString())
                .isEqualTo("{\"used_credits\":7,\"limit_credits\":null,\"remaining_credits\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?amounts=yes", "?amounts=", "?amounts=true&amounts=true", "?amounts=TRUE"})
    void amounts_are_asked_for_or_not(String query) throws Exception {
        Http.problem(http.post(CHECK + query, ""), 400, "invalid-field");
    }

    @Test
    void while_it_cannot_know_blocks_stay_and_everything_is_flagged() throws Exception {
        http.gate.put(block("ann", DecisionReason.USER_LIMIT_REACHED, MONTH_END, 7));
        http.gate.become(ReplicaState.STARTING);

        JsonNode blocked = check("");
        JsonNode other = Http.JSON.readTree(
                http.post("/v1/entities/acme/users/bob/check", "").body());

        assertThat(blocked.path("allowed").asBoolean()).isFalse();
        assertThat(blocked.path("unsure").asBoolean()).isTrue();
        assertThat(blocked.path("as_of").isNull()).isTrue();
        assertThat(blocked.path("stale_ms").isNull()).isTrue();
        assertThat(other.path("allowed").asBoolean()).isTrue();
        assertThat(other.path("unsure").asBoolean()).isTrue();
    }

    @Test
    void a_check_is_a_post() throws Exception {
        assertThat(http.get(CHECK).statusCode()).isEqualTo(405);
    }

    // Proxies

    @Test
    void nginx_is_told_in_the_statuses_that_it_knows() throws Exception {
        HttpResponse<String> open = gate("GET", NGINX, "acme", "ann");
        http.gate.put(block("ann", DecisionReason.USER_LIMIT_REACHED, MONTH_END, 7));
        HttpResponse<String> closed = gate("GET", NGINX, "acme", "ann");

        assertThat(open.statusCode()).isEqualTo(204);
        assertThat(header(open, "X-Tidemark-Decision")).isEqualTo("ALLOW");
        assertThat(closed.statusCode()).isEqualTo(403);
        assertThat(closed.body()).isEmpty();
        assertThat(header(closed, "X-Tidemark-Decision")).isEqualTo("BLOCK");
        assertThat(header(closed, "X-Tidemark-Reason")).isEqualTo("USER_LIMIT_REACHED");
        assertThat(header(closed, "X-Tidemark-Blocked-By")).isEqualTo("USER");
        assertThat(header(closed, "X-Tidemark-Message")).isEqualTo(USER_TEXT);
        assertThat(header(closed, "Retry-After")).isEqualTo(SECONDS_LEFT);
    }

    @Test
    void other_proxies_hand_the_text_on_to_the_user() throws Exception {
        http.gate.put(block(null, DecisionReason.ENTITY_LIMIT_REACHED, MONTH_END, 3));

        HttpResponse<String> answer = gate("GET", FORWARD, "acme", "ann");

        JsonNode problem = Http.problem(answer, 429, "limit-reached");
        assertThat(problem.path("detail").asText()).isEqualTo(ENTITY_TEXT);
        assertThat(header(answer, "X-Tidemark-Reason")).isEqualTo("ENTITY_LIMIT_REACHED");
        assertThat(header(answer, "Retry-After")).isEqualTo(SECONDS_LEFT);
        assertThat(gate("GET", FORWARD, "globex", "ann").statusCode()).isEqualTo(204);
    }

    @Test
    void a_block_without_end_names_no_time() throws Exception {
        http.gate.put(block("ann", DecisionReason.USER_LIMIT_ZERO, null, 7));

        for (String path : List.of(NGINX, FORWARD)) {
            assertThat(gate("GET", path, "acme", "ann").headers().firstValue("Retry-After"))
                    .isEmpty();
        }
    }

    @Test
    void a_block_that_has_run_out_lets_in_without_any_message() throws Exception {
        http.gate.put(block("ann", DecisionReason.USER_LIMIT_REACHED, FakeQueries.NOW, 7));

        assertThat(gate("GET", NGINX, "acme", "ann").statusCode()).isEqualTo(204);
        assertThat(gate("GET", FORWARD, "acme", "ann").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void a_proxy_asks_with_the_method_that_it_asks_about_and_perhaps_with_its_path(String method) throws Exception {
        http.gate.put(block("ann", DecisionReason.USER_LIMIT_REACHED, MONTH_END, 7));

        assertThat(gate(method, NGINX, "acme", "ann").statusCode()).isEqualTo(403);
        assertThat(gate(method, FORWARD, "acme", "ann").statusCode()).isEqualTo(429);
        assertThat(gate(method, FORWARD + "/v1/chat/completions?stream=true", "acme", "ann")
                        .statusCode())
                .isEqualTo(429);
        assertThat(gate(method, FORWARD + "/v1/chat", "acme", "bob").statusCode())
                .isEqualTo(204);
    }

    @Test
    void without_an_identity_nobody_gets_in() throws Exception {
        for (String[] ids : new String[][] {
            {null, "ann"}, {"acme", null}, {"acme", ""}, {"ac me", "ann"}, {"acme/x", "ann"}, {"acme", "a".repeat(256)}
        }) {
            HttpResponse<String> nginx = gate("GET", NGINX, ids[0], ids[1]);
            assertThat(nginx.statusCode()).isEqualTo(403);
            assertThat(header(nginx, "X-Tidemark-Reason")).isEqualTo("IDENTITY_MISSING");
            Http.problem(gate("GET", FORWARD, ids[0], ids[1]), 400, "invalid-field");
        }
    }

    @Test
    void an_identity_that_somebody_has_added_to_the_proxy_s_is_not_believed() throws Exception {
        HttpRequest twice = HttpRequest.newBuilder(URI.create(http.server.url() + FORWARD))
                .header("X-Tidemark-Entity", "acme")
                .header("X-Tidemark-User", "ann")
                .header("X-Tidemark-User", "bob")
                .build();

        JsonNode problem = Http.problem(http.send(twice), 400, "invalid-field");

        assertThat(problem.path("field").asText()).isEqualTo("X-Tidemark-User");
    }

    private JsonNode check(String query) throws Exception {
        HttpResponse<String> answer = http.post(CHECK + query, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        return Http.JSON.readTree(answer.body());
    }

    private HttpResponse<String> gate(String method, String path, @Nullable String entity, @Nullable String user)
            throws Exception {
        List<String> headers = new ArrayList<>();
        if (entity != null) {
            headers.addAll(List.of("X-Tidemark-Entity", entity));
        }
        if (user != null) {
            headers.addAll(List.of("X-Tidemark-User", user));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(http.server.url() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        return http.send(request.headers(headers.toArray(String[]::new)).build());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static BlockDecision block(
            @Nullable String user, DecisionReason reason, @Nullable Instant until, long sequence) {
        return BlockDecision.newBuilder()
                .setScope(user == null ? Scope.ENTITY : Scope.USER)
                .setEntityId("acme")
                .setUserId(user)
                .setDecision(Decision.BLOCK)
                .setReason(reason)
                .setPeriod("2026-11")
                .setUsedMicros(10)
                .setLimitMicros(10L)
                .setSequence(sequence)
                .setAt(Instant.parse("2026-11-20T00:00:00Z"))
                .setValidUntil(until)
                .setCause(Cause.USAGE)
                .setCausedBy("e-1")
                .build();
    }
}
