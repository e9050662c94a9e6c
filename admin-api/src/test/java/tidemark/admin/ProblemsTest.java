package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong is answered with a problem, wherever it is noticed. */
final class ProblemsTest {

    private static final String USAGE = "/v1/entities/acme/users/u/usage";

    private static Http http;

    @BeforeAll
    static void start() {
        http = new Http();
    }

    @AfterAll
    static void close() {
        http.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/v1",
                "/v1/",
                "/v2/entities/acme/users/u/usage",
                "/V1/entities/acme/users/u/usage",
                "/v1/entities/acme/users/u",
                "/v1/entities/acme/users/u/usage/",
                "/v1/entities/acme/users/u/usage/x",
                "/health",
                "/health/",
                "/health/started",
                "/metrics/",
                "/favicon.ico",
                "/v1/entities/a/b/users/u/usage",
                "/webjars/x"
            })
    void an_unknown_path_is_not_found(String path) throws Exception {
        Http.problem(http.get(path), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, " + USAGE,
        "PUT, " + USAGE,
        "PATCH, " + USAGE,
        "DELETE, " + USAGE,
        "OPTIONS, " + USAGE,
        "FOO, " + USAGE,
        "QUERY, " + USAGE,
        "POST, /health/live",
        "DELETE, /health/ready",
        "PUT, /metrics"
    })
    void a_wrong_method_is_told_the_right_ones(String method, String path) throws Exception {
        HttpResponse<String> answer = http.send(method, path);

        JsonNode problem = Http.problem(answer, 405, "method-not-allowed");
        assertThat(problem.path("detail").asText()).isEqualTo("This path answers GET, HEAD only.");
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "get", "BEFORE", "AFTER", "G-T"})
    void a_method_that_no_library_sends_is_refused_too(String method) throws Exception {
        String answer = http.raw(method + " " + USAGE + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*").contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json", "text/plain", "image/png", "*/*", "application/xml;q=0.1"})
    void a_problem_has_one_form_whatever_is_accepted(String accept) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(http.server.url() + "/nothing"))
                .header("Accept", accept)
                .build();
        String early = http.raw("GET /%zz HTTP/1.1\r\nHost: x\r\nAccept: " + accept
                + "\r\nAccept-Charset: utf-16\r\nConnection: close\r\n\r\n");

        Http.problem(http.send(request), 404, "not-found");
        Http.problem(early, 400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEFORE", "POST", "GET", "x"})
    void a_header_cannot_replace_the_method(String override) throws Exception {
        HttpRequest get = HttpRequest.newBuilder(URI.create(http.server.url() + USAGE))
                .header("X-HTTP-Method-Override", override)
                .build();
        HttpRequest post = HttpRequest.newBuilder(URI.create(http.server.url() + USAGE))
                .header("x-http-method-override", override)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(http.send(get).body()).contains("\"entity_id\":\"acme\"");
        Http.problem(http.send(post), 405, "method-not-allowed");
    }

    @ParameterizedTest
    @CsvSource({
        USAGE + ", 200",
        USAGE + "?period=x, 400",
        "/v1/entities/acme/users/%20/usage, 400",
        "/nothing, 404",
        "/health/live, 200",
        "/metrics, 200"
    })
    void head_answers_as_get_does_without_the_body(String path, int status) throws Exception {
        HttpResponse<String> head = http.send("HEAD", path);
        HttpResponse<String> get = http.get(path);

        assertThat(head.statusCode()).isEqualTo(status).isEqualTo(get.statusCode());
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(get.headers().firstValue("Content-Type"));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void a_fault_hides_its_cause() throws Exception {
        http.queries.fail("acme", "fault", new IllegalStateException("secret at /etc/shadow"));

        HttpResponse<String> answer = http.get("/v1/entities/acme/users/fault/usage");

        Http.problem(answer, 500, "internal-error");
        assertThat(answer.body()).doesNotContain("secret", "Exception", "tidemark.topology");
    }

    @Test
    void an_error_of_the_jvm_hides_its_cause() throws Exception {
        http.queries.fail("acme", "error", new StackOverflowError("secret"));

        HttpResponse<String> answer = http.get("/v1/entities/acme/users/error/usage");

        Http.problem(answer, 500, "internal-error");
        assertThat(answer.body()).doesNotContain("secret", "Error\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/entities/acme/users/../usage",
                "/v1/entities/./users/u/usage",
                "/..",
                "/../../etc/passwd",
                "/v1/../health/live",
                "/.",
                "/./health/live"
            })
    void dots_that_mean_directories_are_refused(String path) throws Exception {
        Http.problem(http.rawGet(path), 400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%",
                "/%zz",
                "/%u2192",
                "/%4",
                "/a b c",
                "/\u00e9",
                "/\u0000",
                "//health/live",
                "/a|b",
                "/a\"b",
                "/health/live#x",
                "/..;/x",
                "http://user@localhost/health/live",
                "health/live",
                "/v1/entities//users/u/usage"
            })
    void a_url_that_is_none_is_refused(String path) throws Exception {
        Http.problem(http.rawGet(path), 400, "bad-request");
    }

    @Test
    void a_url_that_is_too_long_is_refused() throws Exception {
        String tooLong = "/v1/entities/acme/users/u/usage?x=" + "y".repeat(20_000);

        Http.problem(http.rawGet(tooLong), 414, "uri-too-long");
        Http.problem(http.rawGet("/" + "y".repeat(20_000)), 414, "uri-too-long");
    }

    @Test
    void headers_that_are_too_large_are_refused() throws Exception {
        String answer =
                http.raw("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Big: " + "y".repeat(20_000) + "\r\n\r\n");

        Http.problem(answer, 431, "headers-too-large");
    }

    @Test
    void a_body_that_is_too_large_is_refused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(http.server.url() + USAGE))
                .method("GET", HttpRequest.BodyPublishers.ofByteArray(new byte[512 * 1024 + 1]))
                .build();

        Http.problem(http.send(request), 413, "content-too-large");
    }

    @Test
    void a_body_that_claims_to_be_huge_is_refused_without_reading_it() throws Exception {
        String answer = http.raw("POST /v1 HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000000\r\n\r\n");

        Http.problem(answer, 413, "content-too-large");
    }

    @Test
    void a_small_body_is_ignored() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(http.server.url() + USAGE))
                .method("GET", HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        assertThat(http.send(request).statusCode()).isEqualTo(200);
    }

    @Test
    void garbage_is_answered_with_a_client_error() throws Exception {
        List<String> garbage = List.of(
                "\r\n\r\n\r\n\r\nnonsense\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b c\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nno colon here\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nBad Name: y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: rot13\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
                "\u0000".repeat(100) + "\r\n\r\n");
        for (String request : garbage) {
            String answer = http.raw(request);

            assertThat(answer).as(request).matches("(?s)HTTP/1.1 (4\\d\\d|505) .*");
            assertThat(answer).as(request).contains("application/problem+json").doesNotContain("<html>", "org.eclipse");
        }
    }

    @Test
    void a_broken_chunked_body_does_not_count_as_our_fault() throws Exception {
        String answer = http.raw("GET " + USAGE
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 [24]\\d\\d .*");
    }
}
