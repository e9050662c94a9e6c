package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.ledger.AccountId;
import tidemark.ledger.Credits;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.Period;
import tidemark.topology.queries.QueryAnswer;
import tidemark.topology.queries.UsageView;

/** The usage endpoint, over real HTTP. */
final class UsageEndpointTest {

    private static final String ID_RULE =
            "must be 1 to 255 printable ASCII characters without space and without '/', percent-encoded as UTF-8.";

    private static final String NO_ENTITY_LIMIT =
            "\"entity\":{\"used_credits\":0,\"used_micros\":0,\"limit_credits\":null,\"limit_micros\":null,"
                    + "\"remaining_credits\":null,\"remaining_micros\":null,\"level\":\"NONE\",\"blocked\":false,"
                    + "\"resets_at\":\"2026-12-01T00:00:00Z\",\"as_of\":\"2026-11-22T09:30:00.120Z\"}";

    private static Http http;

    @BeforeAll
    static void start() {
        http = new Http();
    }

    @AfterAll
    static void close() {
        http.close();
    }

    @Test
    void every_field_is_there_in_order() throws Exception {
        http.queries.put(new UsageView(
                new AccountId("acme", "full"),
                Period.parse("2026-11"),
                4_000_000_001L,
                Limit.of(5_000_000_000L),
                2_500,
                7,
                Level.WARNED,
                true,
                "analyst",
                3L,
                "lead",
                Instant.parse("2026-12-01T00:00:00Z"),
                Instant.parse("2026-11-22T09:30:00.120456Z")));

        HttpResponse<String> answer = http.get("/v1/entities/acme/users/full/usage");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.body())
                .isEqualTo("{\"entity_id\":\"acme\",\"user_id\":\"full\",\"period\":\"2026-11\","
                        + "\"used_credits\":4000.000001,\"used_micros\":4000000001,"
                        + "\"limit_credits\":5000,\"limit_micros\":5000000000,"
                        + "\"remaining_credits\":999.999999,\"remaining_micros\":999999999,"
                        + "\"used_while_blocked_credits\":0.0025,\"used_while_blocked_micros\":2500,"
                        + "\"events\":7,\"level\":\"WARNED\",\"blocked\":true,\"blocked_by\":\"USER\","
                        + "\"message\":\"You have reached your monthly usage limit. Please contact an administrator.\","
                        + "\"role_id\":\"analyst\",\"role_version\":3,\"pending_role_id\":\"lead\","
                        + "\"resets_at\":\"2026-12-01T00:00:00Z\",\"as_of\":\"2026-11-22T09:30:00.120Z\","
                        + NO_ENTITY_LIMIT + "}");
    }

    @Test
    void an_unknown_account_has_zeros_and_what_is_absent_is_null() throws Exception {
        HttpResponse<String> answer = http.get("/v1/entities/acme/users/nobody/usage");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"entity_id\":\"acme\",\"user_id\":\"nobody\",\"period\":\"2026-11\","
                        + "\"used_credits\":0,\"used_micros\":0,\"limit_credits\":null,\"limit_micros\":null,"
                        + "\"remaining_credits\":null,\"remaining_micros\":null,"
                        + "\"used_while_blocked_credits\":0,\"used_while_blocked_micros\":0,"
                        + "\"events\":0,\"level\":\"NONE\",\"blocked\":false,\"blocked_by\":\"NONE\",\"message\":null,"
                        + "\"role_id\":null,\"role_version\":null,\"pending_role_id\":null,"
                        + "\"resets_at\":\"2026-12-01T00:00:00Z\",\"as_of\":\"2026-11-22T09:30:00.120Z\","
                        + NO_ENTITY_LIMIT + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.000001",
        "-1, -0.000001",
        "2500, 0.0025",
        "1000000, 1",
        "10000000, 10",
        "1000000000000000, 1000000000",
        "9007199254740991, 9007199254.740991",
        "-9007199254740991, -9007199254.740991",
        "-1000000000000000, -1000000000"
    })
    void an_amount_is_plain_and_exact(long micros, String credits) throws Exception {
        http.queries.put(FakeQueries.used("amount", micros, Limit.NONE));

        String body = http.get("/v1/entities/acme/users/amount/usage").body();

        assertThat(body).contains("\"used_credits\":" + credits + ",\"used_micros\":" + micros + ",");
    }

    @ParameterizedTest
    @CsvSource({
        "5000000, 4000000, 1, 1000000",
        "5000000, 5000000, 0, 0",
        "5000000, 7000000, 0, 0",
        "5000000, -1, 5.000001, 5000001",
        "0, 0, 0, 0",
        "0, 3, 0, 0",
        "0, -3, 0, 0",
        "9007199254740991, 0, 9007199254.740991, 9007199254740991"
    })
    void what_remains_is_never_below_zero_and_nothing_under_a_zero_limit(
            long limit, long used, String credits, long micros) throws Exception {
        http.queries.put(FakeQueries.used("rest", used, Limit.of(limit)));

        String body = http.get("/v1/entities/acme/users/rest/usage").body();

        assertThat(body).contains("\"remaining_credits\":" + credits + ",\"remaining_micros\":" + micros + ",");
    }

    @Test
    void a_zero_limit_blocks_and_never_resets() throws Exception {
        http.queries.put(FakeQueries.used("zero", 0, Limit.ZERO));

        JsonNode body = usage("acme", "zero");

        assertThat(body.path("limit_micros").isIntegralNumber()).isTrue();
        assertThat(body.path("blocked").asBoolean()).isTrue();
        assertThat(body.path("blocked_by").asText()).isEqualTo("USER");
        assertThat(body.path("resets_at").isNull()).isTrue();
    }

    @Test
    void a_reached_limit_is_exceeded() throws Exception {
        http.queries.put(FakeQueries.used("over", Credits.MICROS, Limit.of(Credits.MICROS)));

        assertThat(usage("acme", "over").path("level").asText()).isEqualTo("EXCEEDED");
    }

    @Test
    void a_whole_second_still_has_millis() throws Exception {
        UsageView zeros = FakeQueries.zeros(new AccountId("acme", "whole"), FakeQueries.CURRENT);
        http.queries.put(new UsageView(
                zeros.account(),
                zeros.period(),
                0,
                Limit.NONE,
                0,
                0,
                Level.NONE,
                false,
                null,
                null,
                null,
                zeros.resetsAt(),
                Instant.parse("2026-11-22T09:30:00Z")));

        assertThat(usage("acme", "whole").path("as_of").asText()).isEqualTo("2026-11-22T09:30:00.000Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a%b",
                "a%25b",
                "a+b",
                "..",
                ".",
                "...",
                ";",
                "a;b",
                "..;x",
                "%",
                "%2F",
                "%00",
                "a\\b",
                "?",
                "#",
                "&",
                "=",
                "a?period=2026-01",
                "\"",
                "'",
                "<script>",
                "{x}",
                "[1]",
                "a|b",
                "^",
                "`",
                "~",
                "usage",
                "users",
                ":",
                "@",
                "*",
                "a,b",
                "!$()",
                "alice@example.com"
            })
    void any_id_works_percent_encoded_and_is_decoded_once(String id) throws Exception {
        JsonNode asUser = usage("acme", id);
        JsonNode asEntity = usage(id, "alice");

        assertThat(asUser.path("user_id").asText()).isEqualTo(id);
        assertThat(asUser.path("entity_id").asText()).isEqualTo("acme");
        assertThat(asEntity.path("entity_id").asText()).isEqualTo(id);
        assertThat(asEntity.path("user_id").asText()).isEqualTo("alice");
    }

    @Test
    void every_single_character_id_works() throws Exception {
        for (char c = '!'; c <= '~'; c++) {
            if (c != '/') {
                assertThat(usage("acme", String.valueOf(c)).path("user_id").asText())
                        .isEqualTo(String.valueOf(c));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '\0',
            value = {"a+b a+b", "a;b a;b", "a;p=1 a;p=1", "a:@!$&'()*,=b a:@!$&'()*,=b", "%61lice alice", "a%2bb a+b"})
    void characters_that_a_path_may_have_need_no_encoding(String segment, String id) throws Exception {
        HttpResponse<String> answer = http.get("/v1/entities/acme/users/" + segment + "/usage");

        assertThat(Http.JSON.readTree(answer.body()).path("user_id").asText()).isEqualTo(id);
    }

    @Test
    void an_id_may_be_255_characters_long_all_encoded() throws Exception {
        String id = "%".repeat(255);

        assertThat(usage(id, id).path("user_id").asText()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2F", "a%2fb", "%20", "a%20b", "%0A", "%7F", "%C3%A9", "%F0%9F%98%80"})
    void an_id_outside_the_alphabet_is_refused_by_name(String segment) throws Exception {
        JsonNode user = Http.problem(http.get("/v1/entities/acme/users/" + segment + "/usage"), 400, "invalid-field");
        JsonNode entity = Http.problem(http.get("/v1/entities/" + segment + "/users/u/usage"), 400, "invalid-field");

        assertThat(user.path("field").asText()).isEqualTo("user");
        assertThat(user.path("detail").asText()).isEqualTo("user " + ID_RULE);
        assertThat(entity.path("field").asText()).isEqualTo("entity");
        assertThat(entity.path("detail").asText()).isEqualTo("entity " + ID_RULE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%00b", "%FF", "%E2%82", "%C0%AF"})
    void bytes_that_are_no_text_are_refused(String segment) throws Exception {
        Http.problem(http.get("/v1/entities/acme/users/" + segment + "/usage"), 400, "bad-request");
        Http.problem(http.get("/v1/entities/" + segment + "/users/u/usage"), 400, "bad-request");
    }

    @Test
    void an_id_of_256_characters_is_refused() throws Exception {
        HttpResponse<String> answer = http.get("/v1/entities/acme/users/" + "x".repeat(256) + "/usage");

        assertThat(Http.problem(answer, 400, "invalid-field").path("field").asText())
                .isEqualTo("user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01", "2026-01", "2026-12", "2399-12"})
    void a_period_can_be_asked_for(String period) throws Exception {
        HttpResponse<String> answer = http.get("/v1/entities/acme/users/nobody/usage?period=" + period);

        assertThat(Http.JSON.readTree(answer.body()).path("period").asText()).isEqualTo(period);
    }

    @Test
    void a_period_is_decoded_and_other_parameters_are_ignored() throws Exception {
        HttpResponse<String> answer =
                http.get("/v1/entities/acme/users/nobody/usage?x=%zz".replace("%zz", "1") + "&p%65riod=2026%2D10");

        assertThat(Http.JSON.readTree(answer.body()).path("period").asText()).isEqualTo("2026-10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-13",
                "2026-00",
                "26-1",
                "2026-1",
                "2026-011",
                "2026",
                "2026-11-01",
                "1969-12",
                "2400-01",
                "+2026-11",
                "2026-11%20",
                "%202026-11",
                "2026-11%0A",
                "2026%2F11",
                "-026-11",
                "now",
                "null",
                "2026-11%00",
                "%D9%A2%D9%A0%D9%A2%D9%A6-%D9%A1%D9%A1",
                "%EF%BC%92026-11",
                "2026%E2%80%9311",
                "%FF",
                "2026-10&period=2026-11",
                "2026-10&period="
            })
    void a_bad_period_is_refused_by_name(String period) throws Exception {
        JsonNode problem =
                Http.problem(http.get("/v1/entities/acme/users/nobody/usage?period=" + period), 400, "invalid-field");

        assertThat(problem.path("field").asText()).isEqualTo("period");
        assertThat(problem.path("detail").asText())
                .isEqualTo("period must be one month between 1970-01 and 2399-12, written like 2026-11, or all.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?period=%zz", "?period=2026-11%", "?period=%u0032"})
    void a_query_that_cannot_be_decoded_is_refused(String query) throws Exception {
        String answer = http.rawGet("/v1/entities/acme/users/nobody/usage" + query);

        assertThat(answer).startsWith("HTTP/1.1 400 ").containsIgnoringCase("application/problem+json");
    }

    @Test
    void a_node_that_is_not_ready_says_when_to_ask_again() throws Exception {
        http.queries.put("acme", "early", new QueryAnswer.NotReady<>("The node is restoring its stores."));

        HttpResponse<String> answer = http.get("/v1/entities/acme/users/early/usage");

        assertThat(Http.problem(answer, 503, "not-ready").path("detail").asText())
                .isEqualTo("The node is restoring its stores.");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    private static JsonNode usage(String entity, String user) throws Exception {
        HttpResponse<String> answer =
                http.get("/v1/entities/" + encoded(entity) + "/users/" + encoded(user) + "/usage");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Http.JSON.readTree(answer.body());
    }

    /* URLEncoder leaves dots alone, and a segment of dots only means another directory. */
    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace(".", "%2E").replace("+", "%20");
    }
}
