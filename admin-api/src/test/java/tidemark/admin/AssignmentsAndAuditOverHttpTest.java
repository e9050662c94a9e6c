package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tidemark.admin.audit.AuditItem;
import tidemark.admin.audit.AuditKind;
import tidemark.admin.audit.AuditQuestion;
import tidemark.events.Actor;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.ChangeSubject;
import tidemark.events.ChangeView;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleDefinition;
import tidemark.events.RoleType;
import tidemark.events.SubjectKind;

/** Giving roles to users, and asking who changed what, over HTTP. */
@Timeout(60)
final class AssignmentsAndAuditOverHttpTest {

    private static final String ROLE = "/v1/entities/acme/users/ann/role";
    private static final String AUDIT = "/v1/entities/acme/audit";

    private Http http;

    @BeforeEach
    void start() {
        http = new Http();
        http.ledger.role("acme", "writer", RoleType.CUSTOM, null);
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void a_role_is_given_and_taken_away() throws Exception {
        HttpResponse<String> given = http.send("PUT", ROLE, "{\"role_id\":\"writer\"}");

        assertThat(given.statusCode()).isEqualTo(200);
        assertThat(given.body())
                .isEqualTo(
                        "{\"entity_id\":\"acme\",\"user_id\":\"ann\",\"role_id\":\"writer\",\"pending_role_id\":null}");
        assertThat(http.send("DELETE", ROLE, "").statusCode()).isEqualTo(204);
        assertThat(http.ledger.handedIn.stream().map(RoleAssignment.class::cast).map(RoleAssignment::getRoleId))
                .containsExactly("writer", null);
        assertThat(http.get(ROLE).body())
                .isEqualTo("{\"entity_id\":\"acme\",\"user_id\":\"ann\",\"role_id\":null,\"pending_role_id\":null}");
    }

    @Test
    void a_repeated_assignment_counts_once_and_another_under_the_key_is_refused() throws Exception {
        http.ledger.role("acme", "reader", RoleType.CUSTOM, null);
        String[] key = {"Idempotency-Key", "k"};

        String first = http.send("PUT", ROLE, "{\"role_id\":\"writer\"}", key).body();
        assertThat(http.send("PUT", ROLE, "{\"role_id\":\"writer\"}", key).body())
                .isEqualTo(first);
        assertThat(http.ledger.handedIn).hasSize(1);
        Http.problem(http.send("PUT", ROLE, "{\"role_id\":\"reader\"}", key), 422, "idempotency-key-reused");
    }

    @Test
    void a_wrong_assignment_names_the_field_and_changes_nothing() throws Exception {
        JsonNode unknown = Http.problem(http.send("PUT", ROLE, "{\"role_id\":\"nobody\"}"), 409, "unknown-role");
        assertThat(unknown.path("field").asText()).isEqualTo("role_id");
        for (String body : List.of("{}", "{\"role_id\":null}", "{\"role_id\":\"a b\"}", "{\"role_id\":1}")) {
            JsonNode problem = Http.problem(http.send("PUT", ROLE, body), 400, "invalid-field");
            assertThat(problem.path("field").asText()).isEqualTo("role_id");
        }
        Http.problem(http.send("PUT", ROLE, "{\"role_id\":\"writer\",\"x\":1}"), 400, "invalid-field");
        Http.problem(http.send("PUT", ROLE, "{\"role_id\":\"writer\"}", "If-Match", "\"1\""), 400, "invalid-field");
        Http.problem(http.send("DELETE", ROLE, "{}"), 400, "invalid-field");
        Http.problem(
                http.send("PUT", "/v1/entities/acme/users/a%2Fb/role", "{\"role_id\":\"writer\"}"),
                400,
                "invalid-field");
        assertThat(http.ledger.handedIn).isEmpty();
    }

    @Test
    void an_audit_item_says_who_did_what_from_what_to_what_and_by_which_right() throws Exception {
        http.ledger.audit.add(new AuditItem(
                ChangeResult.newBuilder()
                        .setChangeId("c-1")
                        .setEntityId("acme")
                        .setSubject(new ChangeSubject(SubjectKind.ROLE, "writer"))
                        .setOutcome(ChangeOutcome.ACCEPTED)
                        .setVersion(2L)
                        .setBefore(view(100_000_000L))
                        .setAfter(view(null))
                        .setActor(new Actor("ann", "acme", null, "manage_user_roles"))
                        .setAt(Instant.parse("2026-11-22T10:00:00Z"))
                        .build(),
                true));

        String body = http.get(AUDIT).body();

        assertThat(body).isEqualTo("""
                {"items":[{"change_id":"c-1","at":"2026-11-22T10:00:00.000Z","kind":"ROLE","subject_id":"writer",\
                "outcome":"ACCEPTED","reason":null,"detail":null,"limit_changed":true,"raises_own_cap":true,\
                "before":{"display_name":"Writer","description":null,"type":"CUSTOM","monthly_credit_limit":100,\
                "permissions":["read"]},\
                "after":{"display_name":"Writer","description":null,"type":"CUSTOM","monthly_credit_limit":null,\
                "permissions":["read"]},\
                "reassign_to":null,"version":2,\
                "actor":{"user_id":"ann","entity_id":"acme","msp_id":null,"authority":"manage_user_roles"}}],\
                "next_cursor":null}""");
    }

    @Test
    void the_filters_of_an_audit_are_read_strictly() throws Exception {
        String query = "?subject=writer&actor=ann%40x&kind=LIMIT&outcome=REJECTED"
                + "&from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z&limit=7&cursor=abc";
        assertThat(http.get(AUDIT + query).statusCode()).isEqualTo(200);
        assertThat(http.ledger.audited)
                .containsExactly(new AuditQuestion(
                        "acme",
                        "writer",
                        "ann@x",
                        AuditKind.LIMIT,
                        ChangeOutcome.REJECTED,
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Instant.parse("2026-12-01T00:00:00Z"),
                        7,
                        "abc"));
        for (String wrong : List.of(
                "subject=",
                "subject=a%20b",
                "actor=",
                "kind=limit",
                "outcome=NOTED",
                "outcome=UNKNOWN",
                "from=yesterday",
                "to=2026-11-01",
                "from=%2B999999999-01-01T00:00:00Z",
                "from=1969-12-31T23:59:59Z",
                "limit=0",
                "limit=ten",
                "who=ann",
                "kind=ROLE&kind=ROLE")) {
            JsonNode problem = Http.problem(http.get(AUDIT + "?" + wrong), 400, "invalid-field");
            assertThat(problem.path("field").asText()).isEqualTo(wrong.split("=", 2)[0]);
        }
    }

    private static ChangeView view(@Nullable Long micros) {
        return new ChangeView(new RoleDefinition("Writer", null, RoleType.CUSTOM, micros, List.of("read")), null, null);
    }
}
