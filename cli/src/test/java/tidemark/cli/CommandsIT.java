package tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a real broker, registry and node. Each test has an entity of its own. */
class CommandsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static RunningStack stack;

    @BeforeAll
    static void start() {
        stack = RunningStack.start(directory);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static Run ok(String line) {
        Run run = stack.line(line);
        assertThat(run.err()).as(line).doesNotContain("Unexpected");
        assertThat(run.code()).as(line + ": " + run.err()).isZero();
        return run;
    }

    private static List<JsonNode> lines(Run run) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : run.out().lines().toList()) {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }

    private static List<JsonNode> watched(String what, String entity) throws IOException {
        return lines(ok("watch " + what + " --from-beginning --to-end --timeout 60 --json")).stream()
                .filter(record -> record.path("key").asText().startsWith(entity))
                .toList();
    }

    @Test
    void roles_are_created_changed_listed_and_deleted() throws IOException {
        assertThat(ok("roles create e1 analyst --limit 10 --permission read --permission write")
                        .out())
                .contains("Accepted: role e1/analyst, version 1, limit 10.");
        assertThat(ok("roles set-limit e1 analyst 12.5").out()).contains("version 2, limit 12.5");
        assertThat(ok("roles set-limit e1 analyst 12.500000").out()).contains("No change");
        assertThat(ok("roles duplicate e1 analyst senior").out()).contains("version 1, limit 12.5");
        ok("roles set-limit e1 senior none");
        ok("roles create e1 owner --built-in");
        ok("roles delete e1 senior --reassign-to analyst");

        assertThat(lines(ok("roles list e1 --json")))
                .extracting(role -> role.get("role_id").asText() + " "
                        + role.get("type").asText() + " "
                        + role.get("limit_credits") + " " + role.get("limit_micros") + " " + role.get("version") + " "
                        + role.get("state").asText() + " " + role.get("permissions"))
                .containsExactly(
                        "analyst CUSTOM 12.5 12500000 2 ACTIVE [\"read\",\"write\"]",
                        "owner BUILT_IN null null 1 ACTIVE []",
                        "senior CUSTOM null null 3 DELETED [\"read\",\"write\"]");
        assertThat(ok("roles list e1").out()).containsPattern("analyst +analyst +CUSTOM +12.5 +2 +ACTIVE");
    }

    @Test
    void what_is_refused_says_why() throws IOException {
        ok("roles create e2 analyst");

        Run exists = stack.line("roles create e2 analyst");
        assertThat(exists.code()).isEqualTo(1);
        assertThat(exists.err()).startsWith("Rejected, ROLE_EXISTS");

        Run builtIn = stack.line("roles create e2 owner --built-in --limit 5 --json");
        assertThat(builtIn.code()).isEqualTo(1);
        assertThat(lines(builtIn)).singleElement().satisfies(result -> {
            assertThat(result.get("outcome").asText()).isEqualTo("REJECTED");
            assertThat(result.get("reason").asText()).isEqualTo("BUILT_IN_LIMIT");
        });

        Run unknown = stack.line("roles set-limit e2 nobody 5");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err().strip()).isEqualTo("Role nobody does not exist in entity e2.");

        assertThat(watched("rejected", "e2")).isNotEmpty().allSatisfy(record -> assertThat(
                        record.get("value").get("value_base64").asText())
                .isNotEmpty());
    }

    @Test
    void a_change_repeated_under_its_id_counts_once() {
        ok("roles create e3 analyst --limit 5 --change-id c-e3-1");

        assertThat(ok("roles create e3 analyst --limit 5 --change-id c-e3-1").out())
                .startsWith("Judged before");
    }

    @Test
    void accepted_means_in_force_on_every_partition() {
        // Nobody applies roles under this id, so the change is answered but never known to be in force.
        Run run = stack.line("roles create e4 analyst --wait 5 --change-id c-e4 --application-id nobody");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("answered with ACCEPTED")
                .contains("not yet known to be in force")
                .contains("--change-id c-e4");
    }

    @Test
    void usage_published_after_an_accepted_change_is_judged_by_it() throws IOException {
        for (int i = 1; i <= 5; i++) {
            ok("roles create e5 r" + i + " --limit 10");
            ok("roles assign e5 u" + i + " r" + i);
            ok("roles set-limit e5 r" + i + " 0.5");
            ok("usage adjust e5 u" + i + " 1 --reason test");
        }
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(watched("exceeded", "e5/")).hasSize(5).allSatisfy(record -> assertThat(
                                        record.get("value").get("limit_micros").asLong())
                                .isEqualTo(500_000)));
    }

    @Test
    void an_import_is_applied_exactly_once_however_often_it_is_repeated() throws IOException {
        StringBuilder csv = new StringBuilder("TIMESTAMP,ContextTokens,GeneratedTokens\n");
        for (int i = 0; i < 1000; i++) {
            csv.append("2023-11-16 18:17:03.9799600,")
                    .append(i)
                    .append(',')
                    .append(i % 7)
                    .append('\n');
        }
        Path file = Files.writeString(directory.resolve("tokens.csv"), csv);
        ok("roles create e6 low --limit 40");
        ok("roles assign e6 user-1 low");
        String line =
                "import " + file + " --entity e6 --users 10 --price ContextTokens=0.001 --price GeneratedTokens=0.004"
                        + " --rebase-to-now --wait --json";

        JsonNode first = lines(ok(line)).get(0);
        ok(line);

        assertThat(first.get("read").asLong()).isEqualTo(1000);
        assertThat(first.get("published").asLong()).isEqualTo(1000);
        assertThat(first.get("refused").asLong()).isZero();
        long expected = 0;
        for (int i = 1; i < 1000; i += 10) {
            expected += i * 1000L + (i % 7) * 4000L;
        }
        JsonNode usage = lines(ok("usage e6 user-1 --json")).get(0);
        assertThat(usage.get("used_micros").asLong()).isEqualTo(expected).isEqualTo(50_796_000L);
        assertThat(usage.get("events").asLong()).isEqualTo(100);
        assertThat(usage.get("blocked").asBoolean()).isTrue();
        assertThat(watched("warnings", "e6/")).hasSize(1);
        assertThat(watched("exceeded", "e6/")).hasSize(1);
        assertThat(watched("decisions", "e6/")).hasSize(1);
        assertThat(ok("usage e6 user-1").out()).contains("50.796 of 40 credits").contains("yes");

        ok("roles set-limit e6 low 1000");
        Awaitility.await().untilAsserted(() -> assertThat(watched("decisions --history", "e6/"))
                .extracting(record -> record.get("value").get("decision").asText())
                .containsExactly("BLOCK", "ALLOW"));
    }

    @Test
    void rows_that_cannot_be_used_are_named_and_the_others_are_published() throws IOException {
        Path csv = Files.writeString(directory.resolve("mixed.csv"), """
                time,user,credits
                2026-11-22T10:00:00Z,alice,1
                yesterday,alice,1
                2026-11-22T10:00:00Z,alice,0.0000001
                2026-11-22T10:00:00Z,alice
                2026-11-22T10:00:00Z,"alice",2
                """);
        Path ndjson = Files.writeString(
                directory.resolve("mixed.ndjson"),
                "{\"time\":\"2026-11-22T10:00:00Z\",\"user\":\"alice\",\"credits\":3}\n{\"time\":\n");

        Run run = stack.run(
                "import",
                csv.toString(),
                ndjson.toString(),
                "--entity",
                "e7",
                "--user-column",
                "user",
                "--credits-column",
                "credits",
                "--rebase-to-now",
                "--wait");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("mixed.csv:3: refused: time: expected a time")
                .contains("mixed.csv:4: refused: 0.0000001 credits are not whole")
                .contains("mixed.csv:5: refused: has 2 fields, the header has 3")
                .contains("mixed.ndjson:2: refused: is not valid JSON")
                .contains("read 7, published 3, refused 4");
        assertThat(lines(ok("usage e7 alice --json")).get(0).get("used_micros").asLong())
                .isEqualTo(6_000_000);
    }

    @Test
    void an_adjustment_can_be_repeated_safely() throws IOException {
        assertThat(ok("usage adjust e8 alice 40 --reason opening --event-id open-1")
                        .out()
                        .strip())
                .isEqualTo("open-1");
        ok("usage adjust e8 alice 40 --reason opening --event-id open-1");
        ok("usage adjust e8 alice -2.5 --reason refund");

        Awaitility.await().untilAsserted(() -> assertThat(lines(ok("usage e8 alice --json"))
                        .get(0)
                        .get("used_micros")
                        .asLong())
                .isEqualTo(37_500_000));
    }

    @Test
    void an_unknown_user_has_spent_nothing() throws IOException {
        assertThat(lines(ok("usage e9 nobody --json")).get(0).get("used_micros").asLong())
                .isZero();
    }

    @Test
    void a_watch_ends_after_silence_or_enough_records() {
        Run silent = ok("watch warnings --timeout 0.5");
        assertThat(silent.out()).isEmpty();
        assertThat(silent.err().strip()).isEqualTo("watching");

        ok("roles create e10 one");
        ok("roles create e10 two");
        assertThat(ok("watch changes --from-beginning --max 2 --json").out().lines())
                .hasSize(2);
    }

    @Test
    void entities_are_limited_named_and_listed() throws IOException {
        assertThat(ok("entities put e12").out().strip()).isEqualTo("Accepted: entity e12, version 1, limit none.");
        assertThat(ok("entities put e12").out().strip())
                .isEqualTo("No change, it already stands so: entity e12, version 1.");
        assertThat(ok("entities set-limit e12 500.5 --change-id c-e12").out().strip())
                .isEqualTo("Accepted: entity e12, version 2, limit 500.5.");
        assertThat(ok("entities set-limit e12 500.500000 --change-id c-e12").out())
                .startsWith("Judged before");
        assertThat(ok("entities put e12 --name Twelve").out()).contains("version 3, limit 500.5, name 'Twelve'.");
        assertThat(ok("entities put e12 --msp m1").out()).contains("version 4, limit 500.5, name 'Twelve', MSP m1.");
        assertThat(ok("entities set-limit e12 none").out()).contains("limit none, name 'Twelve', MSP m1.");
        assertThat(ok("entities set-limit e12 0").out()).contains("version 6, limit 0");

        assertThat(lines(ok("entities list --json")))
                .filteredOn(entity -> "e12".equals(entity.get("entity_id").asText()))
                .singleElement()
                .satisfies(entity -> assertThat(entity.get("display_name").asText() + " "
                                + entity.get("msp_id").asText() + " " + entity.get("limit_credits") + " "
                                + entity.get("limit_micros") + " " + entity.get("version"))
                        .isEqualTo("Twelve m1 0 0 6"));
        assertThat(ok("entities list").out()).containsPattern("e12 +Twelve +m1 +0 +6\\R");
        assertThat(watched("changes --entity e12", "e12")).hasSize(8);
    }

    @Test
    void a_refused_change_of_an_entity_says_why() {
        Run nameless = stack.run("entities", "put", "e13", "--name", "");

        assertThat(nameless.code()).isEqualTo(1);
        assertThat(nameless.err()).startsWith("Rejected, INVALID_FIELD").contains("display_name");
    }

    @Test
    void an_entity_that_runs_out_blocks_its_users_until_its_limit_is_raised() throws IOException {
        ok("roles create e14 analyst --limit 2");
        ok("roles assign e14 bob analyst");
        ok("entities set-limit e14 10");
        ok("usage adjust e14 alice 8.5 --reason test --event-id e14-1");
        ok("usage adjust e14 bob 2 --reason test --event-id e14-2");

        Awaitility.await().untilAsserted(() -> assertThat(lines(ok("entities usage e14 --json"))
                        .get(0)
                        .get("blocked")
                        .asBoolean())
                .isTrue());
        assertThat(ok("entities usage e14").out()).contains("10.5 of 10 credits (105.0 %), 0 left");
        assertThat(ok("usage e14 alice").out())
                .contains("8.5 credits, no individual limit")
                .containsPattern("entity +10.5 of 10 credits \\(105.0 %\\), 0 left")
                .contains("yes, by the entity's limit")
                .contains("Your organization has reached its monthly usage limit. Please contact an administrator.");
        assertThat(ok("usage e14 bob").out())
                .contains("yes, by the role's limit and by the entity's")
                .contains("You have reached your monthly usage limit. Please contact an administrator.");
        Awaitility.await().untilAsserted(() -> assertThat(
                        ok("watch decisions --entity e14 --from-beginning --to-end --timeout 60")
                                .out())
                .containsPattern(" e14 BLOCK ENTITY_LIMIT_REACHED: 10.5 of 10 credits in \\S+, until "));

        ok("entities set-limit e14 none");
        Awaitility.await().untilAsserted(() -> assertThat(watched("decisions --history --entity e14", "e14"))
                .filteredOn(record -> "e14".equals(record.get("key").asText()))
                .extracting(record -> record.get("value").get("decision").asText() + " "
                        + record.get("value").get("reason").asText())
                .containsExactly("BLOCK ENTITY_LIMIT_REACHED", "ALLOW LIMIT_REMOVED"));
        assertThat(ok("usage e14 alice").out())
                .containsPattern("entity +10.5 credits, no limit")
                .containsPattern("blocked +no");
        assertThat(ok("usage e14 bob").out()).containsPattern("yes, by the role's limit\\R");
    }

    @Test
    void topics_are_described_and_faults_are_named() {
        assertThat(ok("topics verify").out()).isEqualTo("The topics stand as they must." + System.lineSeparator());
        assertThat(ok("topics describe").out())
                .contains("usage-events")
                .contains("LogAppendTime")
                .containsPattern("(?m)^entities +4 ")
                .containsPattern("(?m)^entity-limits +4 ")
                .containsPattern("(?m)^entity-partials +4 ");

        Run missing = stack.line("topics verify --topic-prefix other.");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.out()).contains("other.usage-events");

        assertThat(stack.line("watch warnings --topic-prefix other.").code()).isEqualTo(3);
        assertThat(stack.line("roles list e1 --topic-prefix other.").err()).contains("other.roles does not exist");
        assertThat(stack.line("entities list --topic-prefix other.").err()).contains("other.entities does not exist");
    }

    @Test
    void a_registry_that_is_not_there_is_told_apart() {
        Run run = Run.of(
                "roles",
                "create",
                "e11",
                "analyst",
                "--bootstrap-servers",
                stack.bootstrapServers(),
                "--registry-url",
                "http://127.0.0.1:1/apis/ccompat/v7");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err().strip())
                .isEqualTo("The schema registry cannot be reached at http://127.0.0.1:1/apis/ccompat/v7.");
    }
}
