package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tidemark.ledger.AccountId;
import tidemark.ledger.Limit;
import tidemark.ledger.Period;
import tidemark.topology.queries.NodeAddress;
import tidemark.topology.queries.QueryAnswer;
import tidemark.topology.queries.UsageView;

/** Usage of one user or entity is answered by whichever node is asked: from here, by one hop, or from a copy. */
@Timeout(60)
final class EveryNodeAnswersTest {

    private static final String ANN = "/v1/entities/acme/users/ann/usage";
    private static final String LAG = "Tidemark-Lag-Records";
    private static final NodeAddress NOBODY = new NodeAddress("127.0.0.1", 1);

    private static Http http;
    private static Http other;

    @BeforeAll
    static void start() {
        http = new Http();
        other = new Http();
    }

    @AfterEach
    void forget() {
        List.of(http, other).forEach(node -> {
            node.queries.forget();
            node.entities.forget();
        });
    }

    @AfterAll
    static void close() {
        http.close();
        other.close();
    }

    @Test
    void a_user_who_lives_elsewhere_is_answered_as_there() throws Exception {
        other.queries.put(FakeQueries.used("ann", 9, Limit.of(10)));
        http.queries.put("acme", "ann", elsewhere(address(other)));

        HttpResponse<String> answer = http.get(ANN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(other.get(ANN).body()).contains("\"used_micros\":9");
        assertThat(answer.headers().firstValue(LAG)).isEmpty();
    }

    @Test
    void any_id_and_month_reaches_the_other_node_as_it_is() throws Exception {
        http.queries.put("acme", "a%b;+", elsewhere(address(other)));

        JsonNode body = Http.JSON.readTree(http.get("/v1/entities/acme/users/a%25b%3B+/usage?period=2026%2D09")
                .body());

        assertThat(body.path("user_id").asText()).isEqualTo("a%b;+");
        assertThat(body.path("period").asText()).isEqualTo("2026-09");
    }

    @Test
    void an_entity_that_lives_elsewhere_is_answered_as_there() throws Exception {
        other.entities.put(FakeEntities.used("globex", FakeQueries.CURRENT, 5, Limit.of(10)));
        http.entities.put("globex", elsewhere(address(other)));

        assertThat(http.get("/v1/entities/globex/usage").body())
                .isEqualTo(other.get("/v1/entities/globex/usage").body());
    }

    @Test
    void the_copy_that_is_here_answers_for_a_node_that_is_gone() throws Exception {
        FakeQueries copies = new FakeQueries();
        copies.put("acme", "ann", new QueryAnswer.Here<>(FakeQueries.used("ann", 8, Limit.of(10)), 3L));
        http.queries.put("acme", "ann", elsewhere(NOBODY, address(other)));
        http.queries.putCopies(copies);

        HttpResponse<String> answer = http.get(ANN);

        assertThat(answer.body()).contains("\"used_micros\":8");
        assertThat(answer.headers().firstValue(LAG)).contains("3");
    }

    @Test
    void a_copy_on_a_third_node_answers_for_one_that_is_gone() throws Exception {
        other.queries.put("acme", "ann", new QueryAnswer.Here<>(FakeQueries.used("ann", 7, Limit.of(10)), 4L));
        other.entities.put(
                "acme", new QueryAnswer.Here<>(FakeEntities.used("acme", FakeQueries.CURRENT, 9, Limit.of(10)), 2L));
        http.queries.put("acme", "ann", elsewhere(NOBODY, address(other)));
        http.entities.put("acme", elsewhere(NOBODY, address(other)));

        HttpResponse<String> answer = http.get(ANN);

        assertThat(answer.body()).contains("\"used_micros\":7").contains("\"used_micros\":9");
        assertThat(answer.headers().firstValue(LAG)).contains("6");
    }

    @Test
    void where_no_node_has_it_there_is_no_answer() throws Exception {
        http.queries.put("acme", "ann", elsewhere(NOBODY, address(other)));
        other.queries.put("acme", "ann", elsewhere(address(http)));

        HttpResponse<String> answer = http.get(ANN);

        Http.problem(answer, 503, "not-ready");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void what_the_client_proves_itself_with_goes_along() throws Exception {
        Queue<String> proofs = new ConcurrentLinkedQueue<>();
        HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listening.createContext("/", exchange -> {
            proofs.add(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        listening.start();
        NodeAddress address =
                new NodeAddress("127.0.0.1", listening.getAddress().getPort());
        Town town = new Town();
        try (Http node = new Http(town.search())) {
            node.search.be(new NodeAddress("127.0.0.1", node.server.port()));
            town.spread(List.of(address));
            node.queries.put("acme", "ann", elsewhere(address));
            for (String path : List.of(ANN, "/v1/entities/acme/users")) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(node.server.url() + path))
                        .header("Authorization", "Bearer x.y.z")
                        .build();
                assertThat(node.send(request).statusCode()).isEqualTo(503);
            }
        } finally {
            listening.stop(0);
        }

        assertThat(proofs)
                .contains("/internal" + ANN + " Bearer x.y.z", "/internal/v1/entities/acme/accounts/page Bearer x.y.z");
    }

    @Test
    void all_kept_months_are_shown_newest_first_each_beside_its_entity() throws Exception {
        Period october = Period.parse("2026-10");
        Period august = Period.parse("2026-08");
        UsageView now = FakeQueries.used("ann", 9, Limit.of(10));
        UsageView before = FakeQueries.zeros(new AccountId("acme", "ann"), october);
        UsageView longBefore = FakeQueries.zeros(new AccountId("acme", "ann"), august);
        other.queries.putMonths("acme", "ann", now, before, longBefore);
        http.queries.put("acme", "ann", elsewhere(address(other)));
        http.entities.putMonths(
                "acme",
                FakeEntities.used("acme", FakeQueries.CURRENT, 70, Limit.of(100)),
                FakeEntities.used("acme", october, 100, Limit.of(100)));

        JsonNode body = Http.JSON.readTree(http.get(ANN + "?period=all").body());

        assertThat(body.path("next_cursor").isNull()).isTrue();
        assertThat(body.path("items"))
                .extracting(item -> item.path("period").asText())
                .containsExactly("2026-11", "2026-10", "2026-08");
        assertThat(body.path("items"))
                .extracting(item -> item.path("entity").path("used_micros").asInt())
                .containsExactly(70, 100, 0);
        assertThat(body.path("items").path(1).path("blocked_by").asText()).isEqualTo("ENTITY");
        assertThat(body.path("items").path(2).path("entity").path("resets_at").asText())
                .isEqualTo("2026-09-01T00:00:00Z");
        JsonNode entity = Http.JSON.readTree(
                http.get("/v1/entities/acme/usage?period=all").body());
        assertThat(entity.path("items"))
                .extracting(item -> item.path("used_micros").asInt())
                .containsExactly(70, 100);
    }

    private static NodeAddress address(Http node) {
        return new NodeAddress("127.0.0.1", node.server.port());
    }

    private static <V> QueryAnswer<V> elsewhere(NodeAddress... nodes) {
        return new QueryAnswer.Elsewhere<>(List.of(nodes));
    }
}
