package tidemark.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.admin.access.Access;
import tidemark.admin.access.EntityDirectory;
import tidemark.admin.access.TestCallers;
import tidemark.admin.access.TestIssuer;
import tidemark.events.UsageEvent;

/** Usage as CloudEvents over HTTP: everything right in three modes, everything wrong in each field. */
@Timeout(60)
class IntakeEndpointTest {

    private static final String ONE = "application/cloudevents+json";
    private static final String MANY = "application/cloudevents-batch+json";

    private static final String GOOD = """
            {"specversion":"1.0","type":"tidemark.usage.v1","id":"e/1","source":"/meters/7","subject":"ann",
             "time":"2026-11-22T11:00:00.120+01:00","datacontenttype":"application/json","traceparent":"00-1-2-01",
             "data":{"entity_id":"acme","credits":1.250001,"operation_id":"op/1","action":"séance"}}""";

    @TempDir
    private Path place;

    private Http http;

    @BeforeEach
    void start() {
        http = new Http();
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void a_structured_event_is_written_to_the_letter() throws Exception {
        assertThat(post(ONE, GOOD).statusCode()).isEqualTo(204);

        assertThat(http.usage.events())
                .containsExactly(UsageEvent.newBuilder()
                        .setEventId("e/1")
                        .setSource("/meters/7")
                        .setEntityId("acme")
                        .setUserId("ann")
                        .setOccurredAt(Instant.parse("2026-11-22T10:00:00.120Z"))
                        .setCreditsMicros(1_250_001)
                        .setOperationId("op/1")
                        .setAction("séance")
                        .build());
    }

    @Test
    void an_event_in_headers_is_the_same() throws Exception {
        post(ONE, GOOD);

        HttpResponse<String> answer = send(request("""
                        {"entity_id":"acme","user_id":"ann","credits":1.250001,"operation_id":"op/1","action":"séance"}""".getBytes(UTF_8))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("ce-specversion", "1.0")
                .header("ce-type", "tidemark.usage.v1")
                .header("ce-id", "%65/1")
                .header("CE-Source", "/meters/7")
                .header("ce-time", "2026-11-22T10:00:00.120Z"));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(http.usage.events()).hasSize(2);
        assertThat(http.usage.events().get(1)).isEqualTo(http.usage.events().get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "7, 7000000",
        "-2.5, -2500000",
        "0.000001, 1",
        "9007199254.740991, 9007199254740991",
        "-9007199254.740991, -9007199254740991",
        "0.10, 100000"
    })
    void credits_are_exact(String credits, long micros) throws Exception {
        assertThat(post(ONE, GOOD.replace("1.250001", credits)).statusCode()).isEqualTo(204);
        assertThat(http.usage.events()).extracting(UsageEvent::getCreditsMicros).containsExactly(micros);
    }

    @Test
    void an_event_without_a_time_happens_now() throws Exception {
        Instant before = Instant.now();
        post(ONE, GOOD.replaceAll("\"time\":\"[^\"]*\",", ""));

        assertThat(http.usage.events().get(0).getOccurredAt())
                .isBetween(before.minusMillis(1), Instant.now().plusMillis(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"1.0\" | \"0.3\" | specversion",
                "\"1.0\" | 1.0 | specversion",
                "\"tidemark.usage.v1\" | \"tidemark.usage.v2\" | type",
                "\"type\":\"tidemark.usage.v1\", | `` | type",
                "\"e/1\" | \"\" | id",
                "\"e/1\" | null | id",
                "\"e/1\" | 7 | id",
                "\"e/1\" | \"a b\" | id",
                "\"e/1\" | \"é\" | id",
                "\"/meters/7\" | [] | source",
                "\"source\":\"/meters/7\", | `` | source",
                "\"ann\" | \"a/b\" | subject",
                "\"subject\":\"ann\", | `` | data.user_id",
                "{\"entity_id\" | {\"user_id\":\"bob\",\"entity_id\" | data.user_id",
                "2026-11-22T11:00:00.120+01:00 | yesterday | time",
                "2026-11-22T11:00:00.120+01:00 | 2026-11-22T11:00:00 | time",
                "2026-11-22T11:00:00.120+01:00 | 1969-12-31T23:59:59Z | time",
                "2026-11-22T11:00:00.120+01:00 | +12026-11-22T11:00:00Z | time",
                "\"application/json\" | \"text/xml\" | datacontenttype",
                "\"traceparent\" | \"Trace-Parent\" | Trace-Parent",
                "\"traceparent\" | \"id\" | id",
                "\"traceparent\" | \"data_base64\" | data_base64",
                "\"acme\" | \"a/b\" | data.entity_id",
                "\"acme\" | null | data.entity_id",
                "\"entity_id\":\"acme\", | `` | data.entity_id",
                "1.250001 | 1.2500001 | data.credits",
                "1.250001 | \"1\" | data.credits",
                "1.250001 | 1e3 | data.credits",
                "1.250001 | true | data.credits",
                "1.250001 | null | data.credits",
                "1.250001 | 9007199254.740992 | data.credits",
                "1.250001 | 99999999999999999999999999999999999999 | data.credits",
                "1.250001 | NaN | data.credits",
                "1.250001 | 01 | data.credits",
                "1.250001 | +1 | data.credits",
                "\"credits\":1.250001, | `` | data.credits",
                "\"op/1\" | \"a b\" | data.operation_id",
                "\"op/1\" | {} | data.operation_id",
                "\"séance\" | 3 | data.action",
                "\"action\" | \"credits\" | data.credits",
                "\"action\" | \"acton\" | data.acton",
                "\"séance\"}} | \"séance\"} | data",
                "\"séance\"}} | \"séance\"}} x | body"
            })
    void a_field_that_is_wrong_is_named_and_nothing_is_written(String right, String wrong, String field)
            throws Exception {
        assertThat(GOOD).contains(right);

        HttpResponse<String> answer = post(ONE, GOOD.replace(right, wrong));

        JsonNode problem = Http.problem(answer, 400, "invalid-field");
        assertThat(problem.path("field").asText()).isEqualTo(field);
        assertThat(http.usage.events()).isEmpty();
    }

    @Test
    void what_is_too_long_or_too_deep_or_no_utf_8_is_refused() throws Exception {
        assertThat(fieldAtFault(GOOD.replace("e/1", "e".repeat(256)))).isEqualTo("id");
        assertThat(fieldAtFault(GOOD.replace("séance", "x".repeat(256)))).isEqualTo("data.action");
        assertThat(fieldAtFault(GOOD.replace("1.250001", "1".repeat(65)))).isEqualTo("data.credits");
        assertThat(fieldAtFault(GOOD.replace("\"ann\"", "[".repeat(20) + "]".repeat(20))))
                .startsWith("subject");
        assertThat(fieldAtFault("[]")).isEqualTo("body");
        assertThat(fieldAtFault("")).isEqualTo("body");
        assertThat(fieldAtFault("null")).isEqualTo("body");
        HttpResponse<String> latin = send(request(GOOD.getBytes(ISO_8859_1)).header("Content-Type", ONE));
        assertThat(Http.problem(latin, 400, "invalid-field").path("field").asText())
                .isEqualTo("body");
        assertThat(http.usage.events()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ce-id, a%zz, ce-id", "ce-id, a%4, ce-id", "ce-id, a%FF, ce-id", "ce-id, a%20b, id"})
    void a_header_that_is_wrong_is_named(String header, String value, String field) throws Exception {
        HttpRequest.Builder request = request(
                        "{\"entity_id\":\"acme\",\"user_id\":\"ann\",\"credits\":1}".getBytes(UTF_8))
                .header("Content-Type", "application/json")
                .header("ce-specversion", "1.0")
                .header("ce-type", "tidemark.usage.v1")
                .header("ce-source", "s")
                .header(header, value);

        JsonNode problem = Http.problem(send(request), 400, "invalid-field");

        assertThat(problem.path("field").asText()).isEqualTo(field);
        assertThat(http.usage.events()).isEmpty();
    }

    @Test
    void a_header_that_is_there_twice_is_refused() throws Exception {
        HttpRequest.Builder request = request("{}".getBytes(UTF_8))
                .header("Content-Type", "application/json")
                .header("ce-id", "a")
                .header("ce-id", "b");

        assertThat(Http.problem(send(request), 400, "invalid-field")
                        .path("field")
                        .asText())
                .isEqualTo("ce-id");
    }

    @Test
    void a_batch_has_a_result_for_each_event_and_the_good_ones_are_written() throws Exception {
        String batch = "[" + GOOD + "," + GOOD.replace("1.250001", "\"x\"") + ",7," + GOOD.replace("e/1", "e/2") + "]";

        HttpResponse<String> answer = post(MANY, batch);

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(answer.body())
                .isEqualTo("{\"accepted\":2,\"refused\":2,\"items\":["
                        + "{\"index\":0,\"id\":\"e/1\",\"source\":\"/meters/7\",\"result\":\"accepted\"},"
                        + "{\"index\":1,\"id\":\"e/1\",\"source\":\"/meters/7\",\"result\":\"invalid\",\"field\":\"data.credits\","
                        + "\"reason\":\"data.credits must be a number between -9007199254.740991 and 9007199254.740991"
                        + " with at most 6 decimal places, in plain notation.\"},"
                        + "{\"index\":2,\"result\":\"invalid\",\"field\":\"body\","
                        + "\"reason\":\"body must be a CloudEvent, a JSON object.\"},"
                        + "{\"index\":3,\"id\":\"e/2\",\"source\":\"/meters/7\",\"result\":\"accepted\"}]}");
        assertThat(http.usage.events()).extracting(UsageEvent::getEventId).containsExactly("e/1", "e/2");
    }

    @Test
    void a_batch_of_good_events_is_200_and_an_empty_one_too() throws Exception {
        assertThat(post(MANY, "[" + GOOD + "]").statusCode()).isEqualTo(200);
        HttpResponse<String> empty = post(MANY, "[]");
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).isEqualTo("{\"accepted\":0,\"refused\":0,\"items\":[]}");
    }

    @Test
    void a_batch_that_is_no_json_is_refused_as_a_whole() throws Exception {
        HttpResponse<String> answer = post(MANY, "[" + GOOD + "," + GOOD.replace("1.250001", "1,,") + "]");

        assertThat(Http.problem(answer, 400, "invalid-field").path("field").asText())
                .startsWith("[1].data");
        Http.problem(post(MANY, GOOD), 400, "invalid-field");
        assertThat(http.usage.events()).isEmpty();
    }

    @Test
    void a_batch_may_be_large_but_not_larger() throws Exception {
        String thousand = IntStream.range(0, 1_000)
                .mapToObj(i -> GOOD.replace("e/1", "e/" + i))
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(post(MANY, thousand).statusCode()).isEqualTo(200);
        assertThat(http.usage.events()).hasSize(1_000);

        Http.problem(
                post(MANY, "[" + thousand.substring(1, thousand.length() - 1) + "," + GOOD + "]"),
                400,
                "invalid-field");
        Http.problem(post(MANY, " ".repeat(1024 * 1024 + 1)), 413, "content-too-large");
        HttpRequest.Builder chunked = HttpRequest.newBuilder(URI.create(http.server.url() + "/v1/usage-events"))
                .header("Content-Type", MANY)
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(new byte[700_000], new byte[700_000])));
        Http.problem(send(chunked), 413, "content-too-large");
        assertThat(http.usage.events()).hasSize(1_000);
    }

    @Test
    void a_media_type_that_is_not_read_is_said_to_be_so() throws Exception {
        for (String type : List.of("application/json", "text/plain", ONE + "; charset=utf-16", "x")) {
            Http.problem(post(type, GOOD), 415, "unsupported-media-type");
        }
        Http.problem(send(request(GOOD.getBytes(UTF_8))), 415, "unsupported-media-type");
        assertThat(post(ONE + ";charset=\"UTF-8\"", GOOD).statusCode()).isEqualTo(204);
    }

    @Test
    void while_the_log_is_away_nothing_is_acknowledged() throws Exception {
        http.usage.goAway();

        HttpResponse<String> one = post(ONE, GOOD);
        HttpResponse<String> many = post(MANY, "[" + GOOD + ",7]");

        Http.problem(one, 503, "not-ready");
        Http.problem(many, 503, "not-ready");
        assertThat(one.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void a_token_for_one_entity_writes_nothing_for_another() throws Exception {
        TestIssuer issuer = new TestIssuer();
        Access access = Access.of(issuer.settings(place.resolve("jwks.json"), false), EntityDirectory.EMPTY);
        http.close();
        http = new Http(access);
        String writer = issuer.token(TestCallers.named("foreign writer"));
        String batch = "[" + GOOD + "," + GOOD.replace("\"acme\"", "\"globex\"") + "]";

        HttpResponse<String> mixed = postAs(writer, MANY, batch);
        HttpResponse<String> foreign = postAs(writer, ONE, GOOD);
        HttpResponse<String> reader = postAs(issuer.token(TestCallers.named("user")), ONE, GOOD);

        assertThat(mixed.statusCode()).isEqualTo(207);
        JsonNode items = Http.JSON.readTree(mixed.body()).path("items");
        assertThat(items.get(0).path("result").asText()).isEqualTo("forbidden");
        assertThat(items.get(0).path("field").asText()).isEqualTo("data.entity_id");
        assertThat(items.get(1).path("result").asText()).isEqualTo("accepted");
        Http.problem(foreign, 404, "not-found");
        Http.problem(reader, 403, "forbidden");
        Http.problem(post(ONE, GOOD), 401, "unauthenticated");
        assertThat(http.usage.events()).extracting(UsageEvent::getEntityId).containsExactly("globex");
    }

    private String fieldAtFault(String event) throws Exception {
        return Http.problem(post(ONE, event), 400, "invalid-field")
                .path("field")
                .asText();
    }

    private HttpResponse<String> post(String type, String body) throws Exception {
        return send(request(body.getBytes(UTF_8)).header("Content-Type", type));
    }

    private HttpResponse<String> postAs(String token, String type, String body) throws Exception {
        return send(
                request(body.getBytes(UTF_8)).header("Content-Type", type).header("Authorization", "Bearer " + token));
    }

    private HttpRequest.Builder request(byte[] body) {
        return HttpRequest.newBuilder(URI.create(http.server.url() + "/v1/usage-events"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build());
    }
}
