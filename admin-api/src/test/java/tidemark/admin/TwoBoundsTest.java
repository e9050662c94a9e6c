package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.ledger.AccountId;
import tidemark.ledger.EntityTerms;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.Period;
import tidemark.topology.queries.EntityView;
import tidemark.topology.queries.QueryAnswer;

/** A user's answer shows the entity's bound beside the user's own, wherever the entity lives (R13). */
@Timeout(60)
final class TwoBoundsTest {

    private static final String USAGE = "/v1/entities/acme/users/ann/usage";
    private static final String AMONG_NODES = "/internal/v1/entities/";
    private static final Limit TEN = Limit.of(10);

    private static Http http;
    private static Http other;

    @BeforeAll
    static void start() {
        http = new Http();
        other = new Http();
    }

    @AfterEach
    void forget() {
        http.queries.forget();
        http.entities.forget();
        other.entities.forget();
    }

    @AfterAll
    static void close() {
        http.close();
        other.close();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "9, 9, false, NONE, null",
                "10, 9, true, USER, You have reached your monthly usage limit. Please contact an administrator.",
                "9, 10, true, ENTITY, Your organization has reached its monthly usage limit. Please contact an administrator.",
                "10, 10, true, BOTH, You have reached your monthly usage limit. Please contact an administrator."
            })
    void either_bound_blocks_and_the_text_is_that_of_the_role_limit_unless_the_entity_s_blocks_alone(
            long user, long entity, boolean blocked, String by, String message) throws Exception {
        http.queries.put(FakeQueries.used("ann", user, TEN));
        http.entities.put(FakeEntities.used("acme", FakeQueries.CURRENT, entity, TEN));

        JsonNode body = Http.JSON.readTree(http.get(USAGE).body());

        assertThat(body.path("blocked").asBoolean()).isEqualTo(blocked);
        assertThat(body.path("blocked_by").asText()).isEqualTo(by);
        assertThat(body.path("message").textValue()).isEqualTo(message);
        assertThat(body.path("used_micros").asLong()).isEqualTo(user);
        assertThat(body.path("level").asText()).isEqualTo(user < 10 ? "WARNED" : "EXCEEDED");
        assertThat(body.path("entity").path("used_micros").asLong()).isEqualTo(entity);
        assertThat(body.path("entity").path("blocked").asBoolean()).isEqualTo(entity == 10);
    }

    @Test
    void a_user_without_a_limit_is_blocked_by_a_zero_limit_of_the_entity() throws Exception {
        http.entities.put(FakeEntities.used("acme", FakeQueries.CURRENT, 0, Limit.ZERO));

        JsonNode body = Http.JSON.readTree(http.get(USAGE).body());

        assertThat(body.path("blocked_by").asText()).isEqualTo("ENTITY");
        assertThat(body.path("resets_at").asText()).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(body.path("entity").path("resets_at").isNull()).isTrue();
    }

    @Test
    void the_entity_s_bound_is_the_same_whether_it_is_here_or_there() throws Exception {
        EntityView view = new EntityView(
                "acme",
                new EntityTerms("Acme", null, Limit.of(5_000_000_000L), 2, "c2"),
                FakeQueries.CURRENT,
                4_000_002_500L,
                Limit.of(5_000_000_000L),
                1,
                7,
                Level.WARNED,
                false,
                Instant.parse("2026-12-01T00:00:00Z"),
                FakeQueries.NOW);
        http.entities.put(view);
        String here = http.get(USAGE).body();

        other.entities.put(view);
        elsewhere(other.server.port());
        String there = http.get(USAGE).body();

        assertThat(here)
                .endsWith("\"entity\":{\"used_credits\":4000.0025,\"used_micros\":4000002500,"
                        + "\"limit_credits\":5000,\"limit_micros\":5000000000,"
                        + "\"remaining_credits\":999.9975,\"remaining_micros\":999997500,"
                        + "\"level\":\"WARNED\",\"blocked\":false,"
                        + "\"resets_at\":\"2026-12-01T00:00:00Z\",\"as_of\":\"2026-11-22T09:30:00.120Z\"}}");
        assertThat(there).isEqualTo(here);
    }

    @Test
    void any_id_reaches_the_other_node_as_it_is() throws Exception {
        for (String id : new String[] {"a%25b", "%2E%2E", "a+b;c", "%3Fx%3D1", "%22%5C"}) {
            String entity = URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
            http.entities.put(entity, new QueryAnswer.Elsewhere<>("127.0.0.1", other.server.port()));
            other.entities.put(FakeEntities.used(entity, FakeQueries.CURRENT, 7, TEN));

            JsonNode body = Http.JSON.readTree(
                    http.get("/v1/entities/" + id + "/users/ann/usage").body());

            assertThat(body.path("entity").path("used_micros").asLong()).as(id).isEqualTo(7);
        }
    }

    @Test
    void a_past_month_is_asked_for_on_both_sides() throws Exception {
        Period october = Period.parse("2026-10");
        elsewhere(other.server.port());
        other.entities.answer(
                "acme",
                period -> new QueryAnswer.Here<>(
                        FakeEntities.used("acme", period, period.equals(october) ? 10 : 1, TEN)));

        JsonNode past = Http.JSON.readTree(http.get(USAGE + "?period=2026-10").body());
        JsonNode current = Http.JSON.readTree(http.get(USAGE).body());

        assertThat(past.path("period").asText()).isEqualTo("2026-10");
        assertThat(past.path("blocked_by").asText()).isEqualTo("ENTITY");
        assertThat(past.path("entity").path("resets_at").asText()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(current.path("entity").path("used_micros").asLong()).isOne();
    }

    @Test
    void two_nodes_in_different_months_give_no_answer_of_two_halves() throws Exception {
        http.entities.put(FakeEntities.used("acme", Period.parse("2026-12"), 0, TEN));

        notReady("The month is just turning.");
    }

    @Test
    void an_entity_that_is_not_ready_makes_the_user_not_ready() throws Exception {
        http.entities.put("acme", new QueryAnswer.NotReady<>("The node is restoring its stores."));

        notReady("The node is restoring its stores.");
    }

    @Test
    void a_node_that_is_not_ready_either_makes_the_user_not_ready() throws Exception {
        elsewhere(other.server.port());
        other.entities.put("acme", new QueryAnswer.NotReady<>("The node is restoring its stores."));

        notReady("The nodes that know it cannot be asked just now.");
    }

    @Test
    void a_node_that_is_gone_makes_the_user_not_ready() throws Exception {
        elsewhere(1);

        notReady("The nodes that know it cannot be asked just now.");
    }

    @Test
    void a_node_that_is_named_as_the_owner_of_what_it_does_not_own_is_asked_once_and_no_further() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        http.entities.answer("acme", period -> {
            asked.incrementAndGet();
            return new QueryAnswer.Elsewhere<>("127.0.0.1", http.server.port());
        });

        notReady("The nodes that know it cannot be asked just now.");

        assertThat(asked)
                .as("who has it, the node that is said to, and the copies here")
                .hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "nonsense",
                "{\"months\":[],\"lag_records\":null}",
                "{\"months\":[{\"entity_id\":\"acme\",\"period\":\"2026-11\",\"used_micros\":1}],\"lag_records\":null}",
                "{\"lag_records\":null,\"months\":[{\"entity_id\":\"acme\",\"display_name\":null,\"msp_id\":null,\"period\":\"2026-11\",\"used_credits\":0,"
                        + "\"used_micros\":null,\"limit_credits\":null,\"limit_micros\":null,\"remaining_credits\":null,"
                        + "\"remaining_micros\":null,\"used_while_blocked_credits\":0,\"used_while_blocked_micros\":0,"
                        + "\"events\":0,\"level\":\"NONE\",\"blocked\":false,\"resets_at\":null,\"version\":null,\"as_of\":\"x\"}]}"
            })
    void whatever_is_no_whole_answer_of_the_other_makes_the_user_not_ready(String body) throws Exception {
        try (ServerSocket stranger =
                answering("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
            elsewhere(stranger.getLocalPort());

            notReady("The nodes that know it cannot be asked just now.");
        }
    }

    @Test
    void an_answer_about_another_entity_is_none() throws Exception {
        String body = other.get(AMONG_NODES + "globex/usage").body();
        try (ServerSocket stranger =
                answering("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
            elsewhere(stranger.getLocalPort());

            notReady("The nodes that know it cannot be asked just now.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{\"entity_id\":"})
    void a_node_that_stops_in_the_middle_is_not_waited_for(String beginning) throws Exception {
        try (ServerSocket stranger = answering(beginning)) {
            elsewhere(stranger.getLocalPort());
            long start = System.nanoTime();

            notReady("The nodes that know it cannot be asked just now.");

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
        }
    }

    @Test
    void a_newer_node_may_say_more() throws Exception {
        String body = other.get(AMONG_NODES + "acme/usage").body().replace("{", "{\"news\":[1],");
        try (ServerSocket stranger =
                answering("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
            elsewhere(stranger.getLocalPort());

            assertThat(http.get(USAGE).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_fault_hides_its_cause() throws Exception {
        http.entities.fail("acme", new IllegalStateException("secret"));

        HttpResponse<String> answer = http.get(USAGE);

        Http.problem(answer, 500, "internal-error");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void head_answers_as_get_does() throws Exception {
        http.entities.put("acme", new QueryAnswer.NotReady<>("Not now."));
        http.queries.put(FakeQueries.zeros(new AccountId("globex", "ann"), FakeQueries.CURRENT));

        assertThat(http.send("HEAD", USAGE).statusCode()).isEqualTo(503);
        assertThat(http.send("HEAD", "/v1/entities/globex/users/ann/usage").statusCode())
                .isEqualTo(200);
    }

    private static void elsewhere(int port) {
        http.entities.put("acme", new QueryAnswer.Elsewhere<>("127.0.0.1", port));
    }

    private static void notReady(String why) throws Exception {
        HttpResponse<String> answer = http.get(USAGE);

        assertThat(Http.problem(answer, 503, "not-ready").path("detail").asText())
                .isEqualTo(why);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    /** Says the same to whoever connects, and keeps the connection. */
    private static ServerSocket answering(String text) throws IOException {
        ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread answers = new Thread(() -> {
            try {
                while (true) {
                    Socket connected = listening.accept();
                    connected.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                    connected.getOutputStream().flush();
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
        answers.setDaemon(true);
        answers.start();
        return listening;
    }
}
