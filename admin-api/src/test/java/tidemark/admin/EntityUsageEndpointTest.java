package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.ledger.EntityTerms;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.Period;
import tidemark.topology.queries.EntityView;
import tidemark.topology.queries.QueryAnswer;

/** The entity's usage endpoint, over real HTTP. */
final class EntityUsageEndpointTest {

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
        http.entities.put(new EntityView(
                "full",
                new EntityTerms("Full Ltd", "msp-1", Limit.of(9_000_000_000L), 3, "c3"),
                Period.parse("2026-11"),
                4_000_000_001L,
                Limit.of(5_000_000_000L),
                2_500,
                7,
                Level.WARNED,
                true,
                Instant.parse("2026-12-01T00:00:00Z"),
                Instant.parse("2026-11-22T09:30:00.120456Z")));

        HttpResponse<String> answer = http.get("/v1/entities/full/usage");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"entity_id\":\"full\",\"display_name\":\"Full Ltd\",\"msp_id\":\"msp-1\",\"period\":\"2026-11\","
                                + "\"used_credits\":4000.000001,\"used_micros\":4000000001,"
                                + "\"limit_credits\":5000,\"limit_micros\":5000000000,"
                                + "\"remaining_credits\":999.999999,\"remaining_micros\":999999999,"
                                + "\"used_while_blocked_credits\":0.0025,\"used_while_blocked_micros\":2500,"
                                + "\"events\":7,\"level\":\"WARNED\",\"blocked\":true,"
                                + "\"resets_at\":\"2026-12-01T00:00:00Z\",\"version\":3,\"as_of\":\"2026-11-22T09:30:00.120Z\"}");
    }

    @Test
    void an_unknown_entity_has_zeros_and_what_is_absent_is_null() throws Exception {
        assertThat(http.get("/v1/entities/nobody/usage").body())
                .isEqualTo(
                        "{\"entity_id\":\"nobody\",\"display_name\":null,\"msp_id\":null,\"period\":\"2026-11\","
                                + "\"used_credits\":0,\"used_micros\":0,\"limit_credits\":null,\"limit_micros\":null,"
                                + "\"remaining_credits\":null,\"remaining_micros\":null,"
                                + "\"used_while_blocked_credits\":0,\"used_while_blocked_micros\":0,"
                                + "\"events\":0,\"level\":\"NONE\",\"blocked\":false,"
                                + "\"resets_at\":\"2026-12-01T00:00:00Z\",\"version\":null,\"as_of\":\"2026-11-22T09:30:00.120Z\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "5000000, 4000000, 1, 1000000, false",
        "5000000, 7000000, 0, 0, true",
        "5000000, -1, 5.000001, 5000001, false",
        "0, 0, 0, 0, true",
        "0, -3, 0, 0, true",
        "9007199254740991, 0, 9007199254.740991, 9007199254740991, false"
    })
    void what_remains_is_never_below_zero_and_nothing_under_a_zero_limit(
            long limit, long used, String credits, long micros, boolean blocked) throws Exception {
        http.entities.put(FakeEntities.used("rest", FakeQueries.CURRENT, used, Limit.of(limit)));

        String body = http.get("/v1/entities/rest/usage").body();

        assertThat(body)
                .contains("\"remaining_credits\":" + credits + ",\"remaining_micros\":" + micros + ",")
                .contains("\"blocked\":" + blocked + ",");
        assertThat(Http.JSON.readTree(body).path("resets_at").isNull()).isEqualTo(limit == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"usage", "users", "a%25b", "%2E%2E", "a+b", "%3F", "a;p=1"})
    void any_id_works_and_is_decoded_once(String segment) throws Exception {
        JsonNode body = Http.JSON.readTree(
                http.get("/v1/entities/" + segment + "/usage").body());

        assertThat(body.path("entity_id").asText())
                .isEqualTo(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01", "2026-01", "2399-12"})
    void a_period_can_be_asked_for(String period) throws Exception {
        HttpResponse<String> answer = http.get("/v1/entities/acme/usage?period=" + period);

        assertThat(Http.JSON.readTree(answer.body()).path("period").asText()).isEqualTo(period);
    }

    @Test
    void what_is_wrong_is_refused_by_name() throws Exception {
        JsonNode entity = Http.problem(http.get("/v1/entities/a%20b/usage"), 400, "invalid-field");
        JsonNode period = Http.problem(http.get("/v1/entities/acme/usage?period=2026-13"), 400, "invalid-field");
        HttpResponse<String> method = http.send("POST", "/v1/entities/acme/usage");

        assertThat(entity.path("field").asText()).isEqualTo("entity");
        assertThat(period.path("field").asText()).isEqualTo("period");
        Http.problem(method, 405, "method-not-allowed");
        Http.problem(http.get("/v1/entities/acme/usage/"), 404, "not-found");
        Http.problem(http.get("/v1/entities/acme/nothing"), 404, "not-found");
    }

    @Test
    void a_node_that_is_not_ready_says_when_to_ask_again() throws Exception {
        http.entities.put("early", new QueryAnswer.NotReady<>("The node is restoring its stores."));

        HttpResponse<String> answer = http.get("/v1/entities/early/usage");

        assertThat(Http.problem(answer, 503, "not-ready").path("detail").asText())
                .isEqualTo("The node is restoring its stores.");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void a_fault_hides_its_cause() throws Exception {
        http.entities.fail("fault", new IllegalStateException("secret"));

        HttpResponse<String> answer = http.get("/v1/entities/fault/usage");

        Http.problem(answer, 500, "internal-error");
        assertThat(answer.body()).doesNotContain("secret");
    }
}
