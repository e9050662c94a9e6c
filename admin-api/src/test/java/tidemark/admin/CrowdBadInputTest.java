package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lists and previews are asked for wrongly is refused by name, before anybody is looked at. */
final class CrowdBadInputTest {

    private static final String PREVIEW = "/v1/entities/acme/roles/analyst/limit-preview";

    private static Http http;

    @BeforeAll
    static void start() {
        http = new Http(new Town().search());
    }

    @AfterAll
    static void close() {
        http.close();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=501, limit",
        "limit=-1, limit",
        "limit=+5, limit",
        "limit=5.0, limit",
        "limit=1e2, limit",
        "limit=99999999999999999999, limit",
        "limit=, limit",
        "limit=5&limit=5, limit",
        "sort=, sort",
        "sort=USED, sort",
        "sort=--used, sort",
        "sort=used&sort=used, sort",
        "level=, level",
        "level=high, level",
        "level=warned, level",
        "blocked=, blocked",
        "blocked=TRUE, blocked",
        "blocked=1, blocked",
        "role=, role",
        "role=a%2Fb, role",
        "role=%C3%A4, role",
        "role=a%00, role",
        "cursor=, cursor",
        "cursor=x, cursor",
        "cursor=%25%25, cursor",
        "cursor=AAAA, cursor",
        "cursor=____, cursor",
        "cursor=a&cursor=a, cursor",
        "sort=used&cursor=AAAA, cursor",
        "levle=WARNED, levle",
        "Role=x, Role",
        "page=2, page"
    })
    void a_query_is_refused_by_name(String query, String field) throws Exception {
        for (String path : List.of("/v1/entities/acme/users?", "/v1/entities/acme/roles/analyst/members?")) {
            JsonNode problem = Http.problem(http.get(path + query), 400, "invalid-field");

            assertThat(problem.path("field").asText()).isEqualTo(field);
            assertThat(problem.path("detail").asText()).startsWith(field + " must be ");
        }
    }

    @Test
    void a_very_long_cursor_is_refused() throws Exception {
        String cursor = "A".repeat(5_000);

        JsonNode problem = Http.problem(http.get("/v1/entities/acme/users?cursor=" + cursor), 400, "invalid-field");

        assertThat(problem.path("field").asText()).isEqualTo("cursor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | monthly_credit_limit",
                "{\"monthly_credit_limit\":\"1\"} | monthly_credit_limit",
                "{\"monthly_credit_limit\":true} | monthly_credit_limit",
                "{\"monthly_credit_limit\":[1]} | monthly_credit_limit",
                "{\"monthly_credit_limit\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]} | monthly_credit_limit",
                "{\"monthly_credit_limit\":{\"a\":1}} | monthly_credit_limit",
                "{\"monthly_credit_limit\":-1} | monthly_credit_limit",
                "{\"monthly_credit_limit\":-0.000001} | monthly_credit_limit",
                "{\"monthly_credit_limit\":0.0000001} | monthly_credit_limit",
                "{\"monthly_credit_limit\":1.0000000} | monthly_credit_limit",
                "{\"monthly_credit_limit\":9007199254.740992} | monthly_credit_limit",
                "{\"monthly_credit_limit\":1e3} | monthly_credit_limit",
                "{\"monthly_credit_limit\":1E-3} | monthly_credit_limit",
                "{\"monthly_credit_limit\":NaN} | monthly_credit_limit",
                "{\"monthly_credit_limit\":01} | monthly_credit_limit",
                "{\"monthly_credit_limit\":1.} | monthly_credit_limit",
                "{\"monthly_credit_limit\":99999999999999999999999999999999999999999999999999999999999999999999} | monthly_credit_limit",
                "{\"monthly_credit_limit\":1,\"monthly_credit_limit\":1} | monthly_credit_limit",
                "{\"monthly_credit_limit\":1,\"note\":null} | note",
                "{\"Monthly_credit_limit\":1} | Monthly_credit_limit",
                "[] | body",
                "null | body",
                "1 | body",
                "{ | body",
                "{\"monthly_credit_limit\":1 | monthly_credit_limit",
                "{\"monthly_credit_limit\":1}x | body",
                "{\"monthly_credit_limit\":1}{} | body",
                "{'monthly_credit_limit':1} | body"
            })
    void a_body_is_refused_by_field(String body, String field) throws Exception {
        JsonNode problem = Http.problem(http.post(PREVIEW, body), 400, "invalid-field");

        assertThat(problem.path("field").asText()).isEqualTo(field);
        assertThat(problem.path("detail").asText()).startsWith(field + " must be ");
    }

    @Test
    void an_empty_body_one_that_is_not_utf_8_and_one_that_is_too_large_are_refused() throws Exception {
        Http.problem(http.post(PREVIEW, ""), 400, "invalid-field");
        Http.problem(
                http.send(posted(new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'})),
                400,
                "invalid-field");
        Http.problem(
                http.send(posted("{\"monthly_credit_limit\":1}".getBytes(StandardCharsets.UTF_16))),
                400,
                "invalid-field");
        Http.problem(
                http.post(PREVIEW, "{\"monthly_credit_limit\":" + " ".repeat(9_000) + "1}"), 413, "content-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/entities/a%2Fb/users",
                "/v1/entities/%20/users",
                "/v1/entities/acme/roles/%C3%A4/members",
                "/v1/entities/acme/roles/a%2Fb/members"
            })
    void ids_in_paths_are_refused_by_name(String path) throws Exception {
        Http.problem(http.get(path), 400, "invalid-field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE", "PATCH"})
    void lists_are_only_read(String method) throws Exception {
        Http.problem(http.send(method, "/v1/entities/acme/users"), 405, "method-not-allowed");
        Http.problem(http.send("GET", PREVIEW), 405, "method-not-allowed");
    }

    @Test
    void a_list_of_nobody_is_empty() throws Exception {
        assertThat(http.get("/v1/entities/nobody/users").body()).isEqualTo("{\"items\":[],\"next_cursor\":null}");
        assertThat(http.get("/v1/entities/acme/users?role=unknown").body())
                .isEqualTo("{\"items\":[],\"next_cursor\":null}");
    }

    private static HttpRequest posted(byte[] body) {
        return HttpRequest.newBuilder(URI.create(http.server.url() + PREVIEW))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }
}
