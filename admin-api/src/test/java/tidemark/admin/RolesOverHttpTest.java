package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.admin.changes.OutcomeUnknownException;
import tidemark.events.RoleChange;
import tidemark.events.RoleType;
import tidemark.ledger.Limit;

/** How roles are listed, made, replaced, copied and deleted over HTTP; what the rules refuse comes as a problem that names the field. */
@Timeout(60)
final class RolesOverHttpTest {

    private static final String ROLES = "/v1/entities/acme/roles";
    private static final String WRITER = ROLES + "/writer";
    private static final String NEW = """
            {"role_id":"writer","display_name":"Writer","description":"Writes","type":"CUSTOM",
             "monthly_credit_limit":250.5,"permissions":["read","write"]}""";
    private static final String CHANGED = """
            {"display_name":"Author","description":null,"monthly_credit_limit":null,"permissions":["read"]}""";

    private Town town;
    private Http http;

    @BeforeEach
    void start() {
        town = new Town();
        http = new Http(town.search());
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void a_new_role_is_told_with_its_place_and_version() throws Exception {
        HttpResponse<String> answer = http.send("POST", ROLES, NEW);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/v1/entities/acme/roles/writer");
        assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(answer.headers().firstValue("Tidemark-Change-Id")).isPresent();
        assertThat(answer.body()).isEqualTo("""
                {"role_id":"writer","display_name":"Writer","description":"Writes","type":"CUSTOM",\
                "monthly_credit_limit":250.5,"permissions":["read","write"],"state":"ACTIVE","version":1,\
                "assigned_users_count":null,"changed_at":"2026-11-22T10:00:00.000Z","changed_by":"anonymous"}""");
        RoleChange change = (RoleChange) http.ledger.handedIn.get(0);
        assertThat(change.getDefinition().getMonthlyCreditLimitMicros()).isEqualTo(250_500_000);
        assertThat(change.getActor().getAuthority()).isEqualTo("unauthenticated");
    }

    @Test
    void a_role_is_read_with_its_version_and_the_number_of_its_members() throws Exception {
        http.send("POST", ROLES, NEW);
        for (int i = 0; i < 12; i++) {
            town.put("user-" + i, "writer", 0, Limit.NONE);
        }

        HttpResponse<String> answer = http.get(WRITER);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(Http.JSON
                        .readTree(answer.body())
                        .path("assigned_users_count")
                        .asLong())
                .isEqualTo(12);
        Http.problem(http.get(ROLES + "/nobody"), 404, "not-found");
    }

    @Test
    void roles_are_listed_by_id_page_by_page_without_deleted_ones() throws Exception {
        for (String role : List.of("e", "b", "d", "a", "c")) {
            http.ledger.role("acme", role, RoleType.CUSTOM, null);
        }
        http.ledger.role("globex", "x", RoleType.CUSTOM, null);
        assertThat(http.send("DELETE", ROLES + "/c", "", "If-Match", "\"1\"").statusCode())
                .isEqualTo(204);

        JsonNode first = Http.JSON.readTree(http.get(ROLES + "?limit=3").body());
        String cursor = first.path("next_cursor").asText();
        JsonNode second =
                Http.JSON.readTree(http.get(ROLES + "?limit=3&cursor=" + cursor).body());

        assertThat(first.path("items").findValuesAsText("role_id")).containsExactly("a", "b", "d");
        assertThat(second.path("items").findValuesAsText("role_id")).containsExactly("e");
        assertThat(second.path("next_cursor").isNull()).isTrue();
        JsonNode all = Http.JSON.readTree(http.get(ROLES + "?deleted=true").body());
        assertThat(all.path("items").findValuesAsText("state"))
                .containsExactly("ACTIVE", "ACTIVE", "DELETED", "ACTIVE", "ACTIVE");
        Http.problem(http.get("/v1/entities/globex/roles?cursor=" + cursor), 400, "invalid-field");
        Http.problem(http.get(ROLES + "?deleted=true&cursor=" + cursor), 400, "invalid-field");
    }

    @Test
    void a_role_is_replaced_over_the_version_that_was_read() throws Exception {
        http.send("POST", ROLES, NEW);

        HttpResponse<String> answer = http.send("PUT", WRITER, CHANGED, "If-Match", "\"1\"");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).contains("\"2\"");
        JsonNode role = Http.JSON.readTree(answer.body());
        assertThat(role.path("display_name").asText()).isEqualTo("Author");
        assertThat(role.path("monthly_credit_limit").isNull()).isTrue();
        assertThat(Http.JSON.readTree(http.get(WRITER).body()).path("version").asLong())
                .isEqualTo(2);

        HttpResponse<String> late = http.send("PUT", WRITER, CHANGED, "If-Match", "\"1\"");
        assertThat(Http.problem(late, 412, "version-mismatch").path("field").asText())
                .isEqualTo("If-Match");

        HttpResponse<String> same = http.send("PUT", WRITER, CHANGED, "If-Match", "\"2\"");
        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(same.headers().firstValue("ETag")).as("nothing changed").contains("\"2\"");
        assertThat(Http.JSON.readTree(same.body()).path("display_name").asText())
                .isEqualTo("Author");
    }

    @ParameterizedTest
    @CsvSource({"PUT,''", "DELETE,''"})
    void a_change_of_a_role_names_the_version_it_is_made_over(String method, String query) throws Exception {
        http.send("POST", ROLES, NEW);
        String body = "PUT".equals(method) ? CHANGED : "";

        Http.problem(http.send(method, WRITER + query, body), 428, "precondition-required");
        Http.problem(http.send(method, WRITER, body, "If-Match", "\"7\""), 412, "version-mismatch");
        Http.problem(http.send(method, WRITER, body, "If-Match", "W/\"1\""), 412, "version-mismatch");
        Http.problem(http.send(method, WRITER, body, "If-Match", "\"abc\""), 412, "version-mismatch");
        for (String tag : List.of("1", "*", "\"1\", \"2\"", "\"1", "")) {
            Http.problem(http.send(method, WRITER, body, "If-Match", tag), 400, "invalid-field");
        }
        Http.problem(http.send(method, WRITER, body, "If-Match", "\"1\"", "If-Match", "\"2\""), 400, "invalid-field");
        assertThat(Http.JSON.readTree(http.get(WRITER).body()).path("version").asLong())
                .isEqualTo(1);
    }

    @Test
    void a_role_in_use_is_deleted_only_where_its_members_can_go() throws Exception {
        http.send("POST", ROLES, NEW);
        http.ledger.role("acme", "reader", RoleType.CUSTOM, null);
        town.put("ann", "writer", 0, Limit.NONE);
        town.put("bob", "writer", 0, Limit.NONE);

        JsonNode refused = Http.problem(http.send("DELETE", WRITER, "", "If-Match", "\"1\""), 409, "role-in-use");
        assertThat(refused.path("field").asText()).isEqualTo("reassign_to");
        assertThat(refused.path("detail").asText()).contains("2 users");
        Http.problem(http.send("DELETE", WRITER + "?reassign_to=nobody", "", "If-Match", "\"1\""), 409, "unknown-role");
        assertThat(Http.problem(
                                http.send("DELETE", WRITER + "?reassign_to=writer", "", "If-Match", "\"1\""),
                                400,
                                "invalid-field")
                        .path("field")
                        .asText())
                .isEqualTo("reassign_to");
        assertThat(http.get(WRITER).statusCode()).isEqualTo(200);

        HttpResponse<String> done = http.send("DELETE", WRITER + "?reassign_to=reader", "", "If-Match", "\"1\"");
        assertThat(done.statusCode()).isEqualTo(204);
        assertThat(done.body()).isEmpty();
        Http.problem(http.get(WRITER), 404, "not-found");
        Http.problem(http.send("DELETE", WRITER, "", "If-Match", "\"2\""), 404, "not-found");
        Http.problem(http.send("PUT", WRITER, CHANGED, "If-Match", "\"2\""), 404, "not-found");
    }

    @Test
    void where_nobody_can_count_roles_are_told_without_numbers_and_not_deleted_blindly() throws Exception {
        http.send("POST", ROLES, NEW);
        for (int partition = 0; partition < Town.PARTITIONS; partition++) {
            http.search.lose(partition);
        }

        assertThat(Http.JSON
                        .readTree(http.get(WRITER).body())
                        .path("assigned_users_count")
                        .isNull())
                .isTrue();
        Http.problem(http.send("DELETE", WRITER, "", "If-Match", "\"1\""), 503, "not-ready");
        assertThat(http.get(WRITER).statusCode()).isEqualTo(200);
    }

    @Test
    void a_copy_is_a_role_of_its_own() throws Exception {
        http.send("POST", ROLES, NEW);

        HttpResponse<String> answer = http.send("POST", WRITER + "/duplicate", "{\"role_id\":\"copy\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/v1/entities/acme/roles/copy");
        JsonNode copy = Http.JSON.readTree(answer.body());
        assertThat(copy.path("display_name").asText()).isEqualTo("Writer (copy)");
        assertThat(copy.path("monthly_credit_limit").decimalValue()).isEqualByComparingTo("250.5");
        Http.problem(http.send("POST", WRITER + "/duplicate", "{\"role_id\":\"copy\"}"), 409, "role-exists");
        Http.problem(http.send("POST", ROLES + "/nobody/duplicate", "{\"role_id\":\"other\"}"), 404, "not-found");
    }

    @Test
    void built_in_roles_carry_no_limit_and_stay_what_they_are() throws Exception {
        http.ledger.role("acme", "owner", RoleType.BUILT_IN, null);
        String limited = """
                {"display_name":"Owner","description":null,"monthly_credit_limit":5,"permissions":[]}""";

        JsonNode refused =
                Http.problem(http.send("PUT", ROLES + "/owner", limited, "If-Match", "\"1\""), 422, "built-in-limit");
        assertThat(refused.path("field").asText()).isEqualTo("monthly_credit_limit");
        String custom = limited.replace("\"display_name\"", "\"type\":\"CUSTOM\",\"display_name\"");
        Http.problem(http.send("PUT", ROLES + "/owner", custom, "If-Match", "\"1\""), 422, "type-fixed");
        Http.problem(http.send("POST", ROLES, NEW.replace("CUSTOM", "BUILT_IN")), 422, "built-in-limit");
    }

    @Test
    void the_same_key_gives_the_same_answer_and_another_request_under_it_is_refused() throws Exception {
        HttpResponse<String> first = http.send("POST", ROLES, NEW, "Idempotency-Key", "k-1");
        http.send("PUT", WRITER, CHANGED, "If-Match", "\"1\"");

        HttpResponse<String> again = http.send("POST", ROLES, NEW, "Idempotency-Key", "k-1");

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("ETag")).isEqualTo(first.headers().firstValue("ETag"));
        assertThat(again.headers().firstValue("Tidemark-Change-Id"))
                .isEqualTo(first.headers().firstValue("Tidemark-Change-Id"));
        assertThat(http.ledger.handedIn).hasSize(2);
        JsonNode other = Http.problem(
                http.send("POST", ROLES, NEW.replace("250.5", "251"), "Idempotency-Key", "k-1"),
                422,
                "idempotency-key-reused");
        assertThat(other.path("field").asText()).isEqualTo("Idempotency-Key");
        Http.problem(http.send("POST", ROLES, NEW, "Idempotency-Key", "k-2"), 409, "role-exists");
    }

    @Test
    void a_repeated_deletion_is_answered_as_before_though_the_role_is_gone() throws Exception {
        http.send("POST", ROLES, NEW);
        String[] headers = {"If-Match", "\"1\"", "Idempotency-Key", "k-1"};

        assertThat(http.send("DELETE", WRITER, "", headers).statusCode()).isEqualTo(204);
        assertThat(http.send("DELETE", WRITER, "", headers).statusCode()).isEqualTo(204);
        assertThat(http.ledger.handedIn).hasSize(2);
    }

    @Test
    void what_is_not_known_to_be_in_force_is_accepted_and_what_is_not_answered_is_unknown() throws Exception {
        http.ledger.inForce(false);
        HttpResponse<String> accepted = http.send("POST", ROLES, NEW);
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.headers().firstValue("ETag")).contains("\"1\"");

        http.ledger.fail(unknown());
        JsonNode problem = Http.problem(http.send("PUT", WRITER, CHANGED, "If-Match", "\"1\""), 504, "outcome-unknown");
        assertThat(problem.path("change_id").asText()).isEqualTo("change-7");
    }

    private static RuntimeException unknown() {
        return new OutcomeUnknownException("change-7", "Change change-7 was sent but not answered.");
    }

    @Test
    void a_wrong_field_is_named_and_nothing_is_handed_in() throws Exception {
        Map<String, List<String>> wrong = Map.of(
                "role_id", List.of("null", "7", "''", "'a b'", "'a/b'", "['a']", "{}"),
                "display_name", List.of("null", "7", "''", "'   '", "true"),
                "description", List.of("7", "{}", "[]"),
                "type", List.of("null", "'custom'", "'UNKNOWN'", "1"),
                "monthly_credit_limit",
                        List.of(
                                "'5'",
                                "-1",
                                "-0",
                                "1e3",
                                "0.0000001",
                                "9007199254.740992",
                                "9".repeat(63),
                                "true",
                                "{}"),
                "permissions", List.of("'read'", "[1]", "[null]", "{}"),
                "unheard_of", List.of("1"));
        for (Map.Entry<String, List<String>> field : wrong.entrySet()) {
            for (String value : field.getValue()) {
                wrong(field.getKey(), body(field.getKey(), value.replace('\'', '"')));
            }
        }
        assertThat(http.ledger.handedIn).isEmpty();
    }

    @Test
    void texts_and_lists_that_are_too_long_are_named() throws Exception {
        wrong("role_id", body("role_id", "\"" + "x".repeat(256) + "\""));
        wrong("display_name", body("display_name", "\"" + "x".repeat(256) + "\""));
        wrong("description", body("description", "\"" + "x".repeat(4_097) + "\""));
        wrong("permissions", body("permissions", "[" + "\"a\",".repeat(1_000) + "\"a\"]"));
        wrong("permissions[1]", body("permissions", "[\"a\",\"" + "x".repeat(256) + "\"]"));
        wrong("permissions[0]", body("permissions", "[\"\"]"));
        wrong("monthly_credit_limit", "{\"role_id\":\"a\",\"display_name\":\"A\"}");
        wrong("display_name", "{\"role_id\":\"a\",\"monthly_credit_limit\":1}");
        wrong("role_id", "{\"role_id\":\"a\",\"role_id\":\"b\",\"display_name\":\"A\",\"monthly_credit_limit\":1}");
        for (String nothing : List.of("", "null", "[]", "1", "\"x\"", "{", NEW + "x", "\uFEFF" + NEW)) {
            wrong("body", nothing);
        }
        String wide = body("permissions", "[" + ("\"" + "é".repeat(255) + "\",").repeat(600) + "\"a\"]");
        assertThat(Http.problem(http.send("POST", ROLES, wide), 400, "invalid-field")
                        .path("field")
                        .asText())
                .isEqualTo("body");
        Http.problem(http.send("POST", ROLES, " ".repeat(600_000)), 413, "content-too-large");
        assertThat(http.ledger.handedIn).isEmpty();
    }

    @Test
    void a_replacement_leaves_nothing_out() throws Exception {
        http.send("POST", ROLES, NEW);
        for (String field : List.of("display_name", "description", "monthly_credit_limit", "permissions")) {
            String without = CHANGED.replaceAll("\"" + field + "\":(\"[^\"]*\"|\\[[^\\]]*\\]|null),?", "")
                    .replaceAll(",\\s*}", "}");

            JsonNode problem =
                    Http.problem(http.send("PUT", WRITER, without, "If-Match", "\"1\""), 400, "invalid-field");

            assertThat(problem.path("field").asText()).isEqualTo(field);
        }
        assertThat(http.ledger.handedIn).hasSize(1);
    }

    @Test
    void keys_and_parameters_that_are_none_are_refused() throws Exception {
        for (String key : List.of("", "a b", "x".repeat(256))) {
            Http.problem(http.send("POST", ROLES, NEW, "Idempotency-Key", key), 400, "invalid-field");
        }
        Http.problem(
                http.send("POST", ROLES, NEW, "Idempotency-Key", "a", "Idempotency-Key", "b"), 400, "invalid-field");
        Http.problem(http.send("POST", ROLES, NEW, "If-Match", "\"1\""), 400, "invalid-field");
        Http.problem(http.send("POST", ROLES + "?x=1", NEW), 400, "invalid-field");
        Http.problem(http.get(ROLES + "?limit=0"), 400, "invalid-field");
        Http.problem(http.get(ROLES + "?limit=501"), 400, "invalid-field");
        Http.problem(http.get(ROLES + "?cursor=x"), 400, "invalid-field");
        Http.problem(http.get(ROLES + "?deleted=yes"), 400, "invalid-field");
        Http.problem(http.get(WRITER + "?x=1"), 400, "invalid-field");
        Http.problem(http.send("DELETE", WRITER, "{}", "If-Match", "\"1\""), 400, "invalid-field");
        Http.problem(http.send("POST", "/v1/entities/a%20b/roles", NEW), 400, "invalid-field");
        Http.problem(http.send("PATCH", WRITER, CHANGED), 405, "method-not-allowed");
        assertThat(http.ledger.handedIn).isEmpty();
    }

    private void wrong(String field, String body) throws IOException, InterruptedException {
        assertThat(Http.problem(http.send("POST", ROLES, body), 400, "invalid-field")
                        .path("field")
                        .asText())
                .as(body.length() > 100 ? body.substring(0, 100) : body)
                .isEqualTo(field);
    }

    private static String body(String field, String value) {
        List<String> fields = List.of("role_id", "display_name", "monthly_credit_limit");
        StringBuilder body = new StringBuilder("{");
        for (String name : fields) {
            if (!name.equals(field)) {
                body.append('"')
                        .append(name)
                        .append("\":")
                        .append(name.endsWith("limit") ? "1" : "\"a\"")
                        .append(',');
            }
        }
        return body.append('"')
                .append(field)
                .append("\":")
                .append(value)
                .append('}')
                .toString();
    }
}
