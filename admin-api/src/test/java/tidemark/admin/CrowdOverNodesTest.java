package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.Share;
import tidemark.topology.queries.NodeAddress;
import tidemark.topology.queries.UsageView;

/** Lists, counts and previews that are put together from three nodes over real HTTP, whichever of them is asked. */
@Timeout(60)
final class CrowdOverNodesTest {

    private static final String USERS = "/v1/entities/acme/users";
    private static final String LAG = "Tidemark-Lag-Records";

    private static final NodeAddress NOBODY = new NodeAddress("127.0.0.1", 1);

    private static final Town town = new Town();
    private static final List<Town.Search> searches = List.of(town.search(), town.search(), town.search());
    private static final List<Http> nodes = new ArrayList<>();

    @BeforeAll
    static void start() {
        searches.forEach(search -> nodes.add(node(search)));
    }

    @AfterAll
    static void close() {
        nodes.forEach(Http::close);
    }

    @BeforeEach
    void populate() {
        Random random = new Random(7);
        List<Limit> limits = List.of(Limit.NONE, Limit.ZERO, Limit.of(30), Limit.of(100));
        town.clear();
        for (int user = 0; user < 97; user++) {
            int kind = random.nextInt(5);
            town.put(
                    "u" + user,
                    kind == 4 ? null : "role-" + kind,
                    random.nextInt(60),
                    kind == 4 ? Limit.NONE : limits.get(kind));
        }
        town.spread(addresses());
        searches.forEach(Town.Search::recover);
    }

    private static Http node(Town.Search search) {
        Http node = new Http(search);
        search.be(new NodeAddress("127.0.0.1", node.server.port()));
        return node;
    }

    private static List<NodeAddress> addresses() {
        return searches.stream().map(search -> search.copies().self()).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "level=EXCEEDED",
                "blocked=true",
                "role=role-3",
                "role=role-2&level=WARNED&blocked=false",
                "role=no"
            })
    void by_user_every_page_goes_on_where_the_one_before_ended(String filter) throws Exception {
        searches.get(1).patience = 4;

        assertThat(walk(filter, 7, page -> {})).containsExactlyElementsOf(expected(filter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"used", "-used", "percent", "-percent"})
    void in_order_of_usage_everybody_is_met_once_while_usage_flows(String sort) throws Exception {
        List<String> expected = town.all().stream()
                .sorted(order(sort).thenComparing(view -> view.account().user()))
                .map(view -> view.account().user())
                .toList();
        Random random = new Random(11);

        List<String> met = walk("sort=" + sort, 8, page -> {
            for (int i = 0; i < 40; i++) {
                town.use("u" + random.nextInt(97), random.nextInt(50));
            }
        });

        assertThat(met).containsExactlyElementsOf(expected);
    }

    @Test
    void what_is_shown_in_order_is_as_it_stood_with_the_first_page() throws Exception {
        JsonNode first = json(nodes.get(0).get(USERS + "?sort=-used&limit=50"));
        town.all().forEach(view -> town.use(view.account().user(), 1_000));

        JsonNode second = json(nodes.get(1)
                .get(USERS + "?sort=-used&limit=50&cursor="
                        + first.path("next_cursor").asText()));

        assertThat(second.path("items").path(0).path("used_micros").asLong()).isLessThan(1_000);
        assertThat(second.path("next_cursor").isNull()).isTrue();
    }

    @Test
    void members_are_those_who_hold_the_role() throws Exception {
        JsonNode page = json(nodes.get(2).get("/v1/entities/acme/roles/role-2/members?limit=500"));

        assertThat(users(page)).containsExactlyElementsOf(expected("role=role-2"));
        assertThat(page.path("next_cursor").isNull()).isTrue();
        Http.problem(nodes.get(0).get("/v1/entities/acme/roles/role-9/members"), 404, "not-found");
    }

    @Test
    void an_item_has_all_its_fields_in_order() throws Exception {
        town.clear();
        town.put("ann", "analyst", 4_000_000_001L, Limit.of(5_000_000_000L));
        town.put("bob", null, 7, Limit.NONE);

        assertThat(nodes.get(1).get(USERS).body())
                .isEqualTo("{\"items\":[{\"user_id\":\"ann\",\"role_id\":\"analyst\",\"role_version\":1,"
                        + "\"pending_role_id\":null,\"used_credits\":4000.000001,\"used_micros\":4000000001,"
                        + "\"limit_credits\":5000,\"limit_micros\":5000000000,\"percent\":80,\"level\":\"WARNED\","
                        + "\"blocked\":false,\"as_of\":\"2026-11-22T09:30:00.120Z\"},"
                        + "{\"user_id\":\"bob\",\"role_id\":null,\"role_version\":null,\"pending_role_id\":null,"
                        + "\"used_credits\":0.000007,\"used_micros\":7,\"limit_credits\":null,\"limit_micros\":null,"
                        + "\"percent\":null,\"level\":\"NONE\",\"blocked\":false,\"as_of\":\"2026-11-22T09:30:00.120Z\"}],"
                        + "\"next_cursor\":null}");
        assertThat(nodes.get(1).get(USERS + "?sort=-used").body())
                .isEqualTo(nodes.get(1).get(USERS).body());
    }

    @Test
    void copies_answer_for_a_node_that_is_gone_and_say_how_far_they_are_behind() throws Exception {
        assertThat(nodes.get(0).get(USERS).headers().firstValue(LAG)).isEmpty();
        town.spread(List.of(addresses().get(0), NOBODY, addresses().get(2)));

        for (String sort : List.of("user", "-used")) {
            HttpResponse<String> answer = nodes.get(0).get(USERS + "?limit=500&sort=" + sort);

            assertThat(users(json(answer))).containsExactlyInAnyOrderElementsOf(expected(""));
            assertThat(answer.headers().firstValue(LAG)).contains("14");
        }
    }

    @Test
    void copies_answer_for_a_partition_that_is_just_moved() throws Exception {
        searches.get(1).lose(1);

        HttpResponse<String> answer = nodes.get(1).get(USERS + "?limit=500");

        assertThat(users(json(answer))).containsExactlyElementsOf(expected(""));
        assertThat(answer.headers().firstValue(LAG)).contains("7");
    }

    @Test
    void without_a_copy_nobody_is_left_out_but_the_answer() throws Exception {
        town.place(3, NOBODY);
        Http.problem(nodes.get(0).get(USERS), 503, "not-ready");

        town.place(3);
        HttpResponse<String> answer = nodes.get(0).get(USERS + "?sort=used");

        Http.problem(answer, 503, "not-ready");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void a_list_in_order_ends_with_a_node_that_held_some_of_it() throws Exception {
        Town.Search mortal = town.search();
        Http dying = node(mortal);
        town.spread(
                List.of(addresses().get(0), addresses().get(1), mortal.copies().self()));
        String next = json(nodes.get(0).get(USERS + "?sort=used&limit=5"))
                .path("next_cursor")
                .asText();
        dying.close();
        Http.problem(nodes.get(0).get(USERS + "?sort=used&cursor=" + next), 503, "not-ready");

        town.spread(addresses().subList(0, 2));
        JsonNode problem = Http.problem(nodes.get(0).get(USERS + "?sort=used&cursor=" + next), 410, "cursor-expired");

        assertThat(problem.path("detail").asText()).contains("begin anew");
        assertThat(walk("sort=used", 50, page -> {})).hasSize(97);
    }

    @Test
    void a_cursor_belongs_to_its_question() throws Exception {
        for (String sort : List.of("user", "percent")) {
            String next = json(nodes.get(0).get(USERS + "?limit=5&sort=" + sort))
                    .path("next_cursor")
                    .asText();
            for (String other : List.of(
                    USERS + "?sort=used&cursor=",
                    USERS + "?sort=" + sort + "&blocked=true&cursor=",
                    "/v1/entities/globex/users?sort=" + sort + "&cursor=",
                    "/v1/entities/acme/roles/role-1/members?sort=" + sort + "&cursor=")) {
                JsonNode problem = Http.problem(nodes.get(1).get(other + next), 400, "invalid-field");

                assertThat(problem.path("field").asText()).isEqualTo("cursor");
            }
        }
    }

    @Test
    void a_preview_counts_everybody_and_shows_some() throws Exception {
        String path = "/v1/entities/acme/roles/role-3/limit-preview";
        List<String> blocked = town.all().stream()
                .filter(view -> "role-3".equals(view.roleId()) && view.used() >= 25)
                .map(view -> view.account().user())
                .toList();
        List<String> met = new ArrayList<>();

        HttpResponse<String> answer = nodes.get(0).post(path + "?limit=3", "{\"monthly_credit_limit\":0.000025}");
        JsonNode first = json(answer);
        JsonNode page = first;
        met.addAll(users(page));
        while (!page.path("next_cursor").isNull()) {
            String next = page.path("next_cursor").asText();
            page = json(nodes.get(1).post(path + "?limit=3&cursor=" + next, "{\"monthly_credit_limit\":0.000025}"));
            assertThat(page.path("counts").isNull()).isTrue();
            met.addAll(users(page));
        }

        assertThat(blocked).hasSizeGreaterThan(3);
        assertThat(met).containsExactlyElementsOf(blocked);
        assertThat(first.path("role_id").asText()).isEqualTo("role-3");
        assertThat(answer.body()).contains("\"monthly_credit_limit\":0.000025,\"counts\":{\"members\":");
        assertThat(first.path("counts").path("blocked").asInt()).isEqualTo(blocked.size());
        assertThat(first.path("counts").path("members").asInt())
                .isEqualTo(expected("role=role-3").size());
        assertThat(first.path("items").path(0).path("change").asText()).isEqualTo("BLOCKED");
        Http.problem(
                nodes.get(0).post("/v1/entities/acme/roles/none/limit-preview", "{\"monthly_credit_limit\":1}"),
                404,
                "not-found");
    }

    @Test
    void members_are_counted_over_all_nodes() throws Exception {
        assertThat(nodes.get(1).accounts.members().of("acme", null).get())
                .containsEntry("role-0", (long) expected("role=role-0").size())
                .containsEntry("role-3", (long) expected("role=role-3").size())
                .hasSize(4);
    }

    @Test
    void a_node_that_is_asked_by_another_asks_nobody() throws Exception {
        String question = "{\"partitions\":\"0-5\",\"any_copy\":true,\"question\":{\"sought\":"
                + "{\"role\":null,\"level\":null,\"blocked\":null},\"after\":null,\"limit\":500}}";

        JsonNode told = json(nodes.get(0).post("/internal/v1/entities/acme/accounts/page", question));

        assertThat(told.path("partitions").asText()).isEqualTo("0,2-3,5");
        assertThat(told.path("found").path("items").size()).isBetween(1, 96);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"partitions\":\"0\"}",
                "{\"partitions\":\"x\",\"any_copy\":true,\"question\":{\"sought\":{\"role\":null,\"level\":null,\"blocked\":null},\"after\":null,\"limit\":1}}",
                "{\"partitions\":\"0-99999999\",\"any_copy\":true,\"question\":{\"sought\":{\"role\":null,\"level\":null,\"blocked\":null},\"after\":null,\"limit\":1}}",
                "{\"partitions\":\"0\",\"any_copy\":true,\"question\":{\"sought\":{\"role\":null,\"level\":\"HIGH\",\"blocked\":null},\"after\":null,\"limit\":1}}",
                "{\"partitions\":\"0\",\"any_copy\":true,\"question\":null}",
                "{\"partitions\":null,\"any_copy\":true,\"question\":{\"sought\":null,\"after\":null,\"limit\":1}}",
                "{\"partitions\":\"0\",\"any_copy\":true,\"question\":{\"sought\":null,\"after\":null,\"limit\":1}}"
            })
    void what_is_no_question_of_a_node_is_refused(String body) throws Exception {
        for (String kind : List.of("page", "order", "preview", "holders", "continue")) {
            int status = nodes.get(0)
                    .post("/internal/v1/entities/acme/accounts/" + kind, body)
                    .statusCode();

            assertThat(status).as(kind).isIn(200, 400);
        }
        assertThat(nodes.get(0)
                        .post("/internal/v1/entities/acme/accounts/page", body)
                        .statusCode())
                .isEqualTo(400);
        Http.problem(nodes.get(0).post("/internal/v1/entities/acme/accounts/other", body), 404, "not-found");
    }

    /* Each page from another node. */
    private static List<String> walk(String query, int limit, Consumer<JsonNode> afterEach) throws Exception {
        List<String> met = new ArrayList<>();
        String next = "";
        int pages = 0;
        while (next != null) {
            Http node = nodes.get(pages++ % nodes.size());
            JsonNode page = json(node.get(USERS + "?limit=" + limit + (query.isEmpty() ? "" : "&") + query + next));
            assertThat(page.path("items").size()).isLessThanOrEqualTo(limit);
            met.addAll(users(page));
            afterEach.accept(page);
            next = page.path("next_cursor").isNull()
                    ? null
                    : "&cursor=" + page.path("next_cursor").asText();
        }
        assertThat(new HashSet<>(met)).hasSameSizeAs(met);
        return met;
    }

    private static List<String> expected(String filter) {
        Predicate<UsageView> fits =
                switch (filter) {
                    case "level=EXCEEDED" -> view -> view.level() == Level.EXCEEDED;
                    case "blocked=true" -> UsageView::blocked;
                    case "role=role-2&level=WARNED&blocked=false" ->
                        view -> "role-2".equals(view.roleId()) && view.level() == Level.WARNED && !view.blocked();
                    case "" -> view -> true;
                    default -> view -> filter.equals("role=" + view.roleId());
                };
        return town.all().stream()
                .filter(fits)
                .map(view -> view.account().user())
                .toList();
    }

    private static Comparator<UsageView> order(String sort) {
        Comparator<UsageView> order = sort.endsWith("used")
                ? Comparator.comparing(UsageView::used)
                : Comparator.comparing(view -> new Share(view.used(), view.limit()));
        return sort.startsWith("-") ? order.reversed() : order;
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Http.JSON.readTree(answer.body());
    }

    private static List<String> users(JsonNode page) {
        List<String> users = new ArrayList<>();
        page.path("items").forEach(item -> users.add(item.path("user_id").asText()));
        return users;
    }
}
