package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tidemark.admin.access.Access;
import tidemark.admin.access.EntityDirectory;
import tidemark.admin.access.TestCallers;
import tidemark.admin.access.TestIssuer;
import tidemark.admin.replica.EntityRecord;
import tidemark.events.EntityLimitChange;

/** What entities are, over HTTP: who reads which, who limits and names them, who may give them to whom. */
@Timeout(60)
final class EntitiesOverHttpTest {

    private static final String ACME = "/v1/entities/acme";

    @TempDir
    private Path place;

    private TestIssuer issuer;
    private Access access;
    private Http http;

    @BeforeEach
    void start() {
        issuer = new TestIssuer();
        access = Access.of(issuer.settings(place.resolve("jwks.json"), false), new OneMsp());
        http = new Http(access);
        for (String id : List.of("acme", "bolt", "globex", "northwind-office")) {
            String msp = List.of("acme", "bolt").contains(id) ? "northwind" : null;
            http.ledger.put(
                    new EntityRecord(id, id.toUpperCase(java.util.Locale.ROOT), msp, null, 1, FakeLedger.NOW, "root"));
        }
    }

    @AfterEach
    void close() {
        http.close();
        access.close();
    }

    @Test
    void everybody_lists_what_they_may_read_and_no_more() throws Exception {
        assertThat(listed("operator", "")).containsExactly("acme", "bolt", "globex", "northwind-office");
        assertThat(listed("MSP admin", "")).containsExactly("acme", "bolt", "northwind-office");
        assertThat(listed("user", "")).containsExactly("acme");
        assertThat(listed("foreign admin", "")).containsExactly("globex");
        assertThat(listed("gate", "")).isEmpty();
        assertThat(listed("stranger", "")).isEmpty();
    }

    @Test
    void the_list_goes_on_with_a_cursor() throws Exception {
        for (String who : List.of("operator", "MSP admin")) {
            JsonNode first = Http.JSON.readTree(
                    send(who, "GET", "/v1/entities?limit=2", "").body());
            String cursor = first.path("next_cursor").asText();
            List<String> rest = listed(who, "?limit=2&cursor=" + cursor);

            assertThat(first.path("items").findValuesAsText("entity_id")).containsExactly("acme", "bolt");
            assertThat(rest).last().isEqualTo("northwind-office");
        }
        Http.problem(send("operator", "GET", "/v1/entities?cursor=x", ""), 400, "invalid-field");
    }

    @Test
    void a_limit_is_put_and_read() throws Exception {
        HttpResponse<String> put = send("MSP admin", "PUT", ACME + "/limit", "{\"monthly_credit_limit\":1000.25}");

        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(put.body()).isEqualTo("{\"entity_id\":\"acme\",\"monthly_credit_limit\":1000.25,\"version\":2}");
        assertThat(send("user", "GET", ACME + "/limit", "").body()).isEqualTo(put.body());
        EntityLimitChange change = (EntityLimitChange) http.ledger.handedIn.get(0);
        assertThat(change.getMonthlyCreditLimitMicros()).isEqualTo(1_000_250_000L);
        assertThat(change.getKeepsLimit()).isFalse();
        assertThat(change.getActor().getMspId()).isEqualTo("northwind");
        assertThat(change.getActor().getAuthority()).isEqualTo("manage_own_entity_users");
        assertThat(send("operator", "PUT", ACME + "/limit", "{\"monthly_credit_limit\":null}")
                        .body())
                .contains("\"monthly_credit_limit\":null");
        for (String body : List.of("{}", "{\"monthly_credit_limit\":-1}", "{\"monthly_credit_limit\":\"1\"}")) {
            JsonNode problem = Http.problem(send("operator", "PUT", ACME + "/limit", body), 400, "invalid-field");
            assertThat(problem.path("field").asText()).isEqualTo("monthly_credit_limit");
        }
        Http.problem(send("operator", "PUT", ACME + "/limit", ""), 400, "invalid-field");
        Http.problem(send("operator", "PUT", ACME + "/limit", "{}", "If-Match", "\"1\""), 400, "invalid-field");
    }

    @Test
    void what_is_left_out_of_an_entity_stays_as_it_is() throws Exception {
        HttpResponse<String> put = send("operator", "PUT", ACME, "{\"display_name\":\"Acme Ltd\"}");

        assertThat(put.statusCode()).isEqualTo(200);
        JsonNode entity = Http.JSON.readTree(put.body());
        assertThat(entity.path("display_name").asText()).isEqualTo("Acme Ltd");
        assertThat(entity.path("msp_id").asText()).isEqualTo("northwind");
        assertThat(((EntityLimitChange) http.ledger.handedIn.get(0)).getKeepsLimit())
                .isTrue();
        for (String body : List.of(
                "{}",
                "{\"display_name\":null}",
                "{\"display_name\":\" \"}",
                "{\"msp_id\":\"a b\"}",
                "{\"msp_id\":7}",
                "{\"name\":\"x\"}")) {
            Http.problem(send("operator", "PUT", ACME, body), 400, "invalid-field");
        }
    }

    @Test
    void an_msp_takes_no_entity_and_gives_none_away_but_an_operator_does() throws Exception {
        JsonNode refused = Http.problem(send("MSP admin", "PUT", ACME, "{\"msp_id\":\"southwind\"}"), 403, "forbidden");
        assertThat(refused.path("field").asText()).isEqualTo("msp_id");
        Http.problem(send("other MSP's admin", "PUT", ACME, "{\"msp_id\":\"southwind\"}"), 404, "not-found");
        Http.problem(send("roles admin", "PUT", ACME, "{\"display_name\":\"Mine\"}"), 403, "forbidden");
        assertThat(http.ledger.handedIn).isEmpty();

        assertThat(send("operator", "PUT", ACME, "{\"msp_id\":\"southwind\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void an_entity_that_nobody_said_anything_about_has_nothing() throws Exception {
        assertThat(send("operator", "GET", "/v1/entities/unheard", "").body())
                .isEqualTo("{\"entity_id\":\"unheard\",\"display_name\":null,\"msp_id\":null,"
                        + "\"monthly_credit_limit\":null,\"version\":null,\"changed_at\":null,\"changed_by\":null}");
    }

    private List<String> listed(String who, String query) throws Exception {
        HttpResponse<String> answer = send(who, "GET", "/v1/entities" + query, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        return Http.JSON.readTree(answer.body()).path("items").findValuesAsText("entity_id");
    }

    private HttpResponse<String> send(String who, String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(http.server.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + issuer.token(TestCallers.named(who)));
        return http.send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    /** Acme and bolt are northwind's. */
    private static final class OneMsp implements EntityDirectory {

        @Override
        public boolean knows(String entity) {
            return true;
        }

        @Override
        public @Nullable String mspOf(String entity) {
            return List.of("acme", "bolt").contains(entity) ? "northwind" : null;
        }
    }
}
