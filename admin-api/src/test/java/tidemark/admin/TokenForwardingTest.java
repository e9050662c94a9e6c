package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tidemark.admin.access.Access;
import tidemark.admin.access.EntityDirectory;
import tidemark.admin.access.TestCallers;
import tidemark.admin.access.TestIssuer;
import tidemark.ledger.Limit;
import tidemark.topology.queries.QueryAnswer;

/** A node that asks another one shows what its caller has shown, and the other judges for itself (R17). */
@Timeout(60)
final class TokenForwardingTest {

    private static final String USAGE = "/v1/entities/acme/users/ann/usage";

    @TempDir
    private static Path place;

    private static TestIssuer issuer;
    private static Access access;
    private static Access stricter;
    private static Http http;
    private static Http other;
    private static Http strange;

    @BeforeAll
    static void start() {
        issuer = new TestIssuer();
        access = Access.of(issuer.settings(place.resolve("jwks.json"), true), EntityDirectory.EMPTY);
        stricter = Access.of(new TestIssuer().settings(place.resolve("other.json"), true), EntityDirectory.EMPTY);
        http = new Http(access);
        other = new Http(access);
        strange = new Http(stricter);
        other.entities.put(FakeEntities.used("acme", FakeQueries.CURRENT, 7, Limit.of(10)));
    }

    @AfterAll
    static void close() {
        http.close();
        other.close();
        strange.close();
        access.close();
        stricter.close();
    }

    @Test
    void a_user_s_own_token_is_enough_for_the_entity_s_part_on_another_node() throws Exception {
        elsewhere(other);

        for (String who : new String[] {"user", "roles admin", "gate", "operator"}) {
            HttpResponse<String> answer = ask(who);

            assertThat(answer.statusCode()).as(who).isEqualTo(200);
            assertThat(Http.JSON
                            .readTree(answer.body())
                            .path("entity")
                            .path("used_micros")
                            .asLong())
                    .isEqualTo(7);
        }
    }

    @Test
    void the_other_node_judges_for_itself() throws Exception {
        elsewhere(strange);

        Http.problem(ask("operator"), 503, "not-ready");
    }

    @Test
    void who_may_not_is_not_even_told_where_the_account_is() throws Exception {
        http.queries.put("acme", "bob", new QueryAnswer.Elsewhere<>("127.0.0.1", other.server.port()));

        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(http.server.url() + "/v1/entities/acme/users/bob/usage"));
        request.header("Authorization", "Bearer " + issuer.token(TestCallers.named("user")));

        Http.problem(http.send(request.build()), 403, "forbidden");
    }

    private static void elsewhere(Http node) {
        http.entities.put("acme", new QueryAnswer.Elsewhere<>("127.0.0.1", node.server.port()));
    }

    private static HttpResponse<String> ask(String who) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(http.server.url() + USAGE))
                .header("Authorization", "Bearer " + issuer.token(TestCallers.named(who)))
                .build());
    }
}
