package tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TidemarkTest {

    /** Nothing listens there: the port is reserved. */
    private static final String NOBODY = "127.0.0.1:1";

    static Stream<List<String>> commands() {
        List<List<String>> paths = new ArrayList<>();
        collect(Tidemark.commandLine(), List.of(), paths);
        return paths.stream();
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> paths) {
        paths.add(path);
        command.getSubcommands().forEach((name, sub) -> {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(name);
            collect(sub, deeper, paths);
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_has_help(List<String> path) {
        List<String> arguments = new ArrayList<>(path);
        arguments.add("--help");

        Run run = Run.of(arguments.toArray(String[]::new));

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Usage:").contains("--help");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void the_version_is_that_of_the_build() {
        Run run = Run.of("--version");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("tidemark 0.").contains("Kafka 4.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "roles",
                "roles nonsense",
                "roles create acme",
                "roles create acme analyst --limits 5",
                "roles create ac/me analyst",
                "roles create acme analyst --limit -1",
                "roles create acme analyst --limit 0.0000001",
                "roles set-limit acme analyst lots",
                "roles assign acme alice",
                "roles list acme --wait x",
                "entities",
                "entities nonsense",
                "entities set-limit acme",
                "entities set-limit acme lots",
                "entities set-limit acme -1",
                "entities set-limit ac/me 5",
                "entities put",
                "entities put acme Acme",
                "entities put acme --msp north/wind",
                "entities usage",
                "entities usage acme alice",
                "entities usage acme --period 2026-13",
                "entities list acme",
                "import",
                "import nowhere.csv --entity acme --users 5 --credits-column c",
                "import nowhere.csv --entity acme",
                "usage",
                "usage acme",
                "usage acme alice --period 2026-13",
                "usage acme alice bob",
                "usage adjust acme alice 5",
                "usage adjust acme alice five --reason x",
                "watch",
                "watch everything",
                "watch warnings --max 0",
                "watch warnings --history",
                "watch warnings --timeout -1",
                "watch warnings --entity ac/me",
                "topics create --partitions 0",
                "roles list acme --client-config nowhere.properties"
            })
    void wrong_use_ends_with_2_and_one_clear_sentence(String line) {
        Run run = Run.of(line.isEmpty() ? new String[0] : line.split(" ", -1));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).doesNotContain("\tat ").contains("--help'.");
    }

    @Test
    void a_refused_argument_names_its_option() {
        assertThat(Run.of("roles", "create", "acme", "analyst", "--limit", "1.1234567")
                        .err())
                .contains("'--limit'")
                .contains("at most 6 places")
                .contains("'1.1234567'");
        assertThat(Run.of("roles", "set-limit", "acme", "analyst", "x").err()).contains("CREDITS|none");
        assertThat(Run.of("entities", "set-limit", "acme", "x").err()).contains("CREDITS|none");
        assertThat(Run.of("entities", "put", "acme", "--msp", "a b").err()).contains("'--msp'");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "roles create acme analyst",
                "roles set-limit acme analyst 5",
                "roles assign acme alice none",
                "roles list acme",
                "entities set-limit acme 5",
                "entities list",
                "watch warnings",
                "usage adjust acme alice -5 --reason refund",
                "topics verify",
                "topics create"
            })
    void an_unreachable_broker_is_noticed_within_seconds(String line) {
        List<String> arguments = new ArrayList<>(List.of(line.split(" ", -1)));
        arguments.addAll(List.of("--bootstrap-servers", NOBODY));

        Run run = assertTimeout(Duration.ofSeconds(20), () -> Run.of(arguments.toArray(String[]::new)));

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err().strip()).isEqualTo("Kafka cannot be reached at " + NOBODY + ".");
    }

    @Test
    void an_unknown_host_is_unreachable() {
        Run run = Run.of("topics", "verify", "--bootstrap-servers", "no-such-host.invalid:9092");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).startsWith("Kafka cannot be reached at no-such-host.invalid:9092.");
    }

    @Test
    void an_import_notices_an_unreachable_broker(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("a.csv"), "time,user,credits\n");

        Run run = Run.of(
                "import",
                file.toString(),
                "--entity",
                "acme",
                "--user-column",
                "user",
                "--credits-column",
                "credits",
                "--bootstrap-servers",
                NOBODY);

        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void two_files_of_one_name_would_share_ids(@TempDir Path directory) throws IOException {
        Path one =
                Files.writeString(Files.createDirectory(directory.resolve("1")).resolve("a.csv"), "time,user,c\n");
        Path two =
                Files.writeString(Files.createDirectory(directory.resolve("2")).resolve("a.csv"), "time,user,c\n");

        Run run = Run.of(
                "import",
                one.toString(),
                two.toString(),
                "--entity",
                "acme",
                "--user-column",
                "user",
                "--credits-column",
                "c");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("have the same name");
    }

    @Test
    void usage_shows_what_the_node_says() throws IOException {
        String answer =
                "{\"entity_id\":\"acme\",\"user_id\":\"a.b c\",\"period\":\"2026-11\",\"used_credits\":8.100000,"
                        + "\"used_micros\":8100000,\"limit_credits\":10.000000,\"limit_micros\":10000000,"
                        + "\"remaining_credits\":1.900000,\"remaining_micros\":1900000,\"used_while_blocked_micros\":0,\"events\":3,"
                        + "\"level\":\"WARNED\",\"blocked\":false,\"blocked_by\":null,\"role_id\":\"analyst\",\"role_version\":2,"
                        + "\"pending_role_id\":null,\"resets_at\":\"2026-12-01T00:00:00Z\",\"as_of\":\"2026-11-22T10:00:00Z\"}";
        HttpServer server = answering(200, answer.replace(",\"", ",\n  \""));
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            Run json = Run.of("usage", "acme", "alice", "--period", "2026-11", "--json", "--api-url", url);
            Run text = Run.of("usage", "acme", "alice", "--api-url", url);

            assertThat(json.out()).isEqualTo(answer + System.lineSeparator());
            assertThat(text.out())
                    .contains("8.1 of 10 credits (81.0 %), 1.9 left")
                    .contains("WARNED")
                    .contains("analyst (version 2)");
            assertThat(text.code()).isZero();
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NONE   | no",
                "USER   | yes, by the role's limit",
                "ENTITY | yes, by the entity's limit",
                "BOTH   | yes, by the role's limit and by the entity's"
            })
    void usage_shows_both_bounds_and_which_one_blocks(String by, String sentence) throws IOException {
        boolean blocked = !"NONE".equals(by);
        String answer = "{\"entity_id\":\"acme\",\"user_id\":\"alice\",\"period\":\"2026-11\",\"used_micros\":8100000,"
                + "\"limit_micros\":null,\"remaining_micros\":null,\"level\":\"NONE\",\"blocked\":" + blocked
                + ",\"blocked_by\":\"" + by + "\",\"message\":" + (blocked ? "\"Please stop.\"" : "null")
                + ",\"entity\":{\"used_micros\":120000000,\"limit_micros\":500000000,\"remaining_micros\":380000000}}";
        HttpServer server = answering(200, answer);
        try {
            Run text = Run.of("usage", "acme", "alice", "--api-url", url(server));
            Run free = Run.of("entities", "usage", "acme", "--api-url", url(server));

            assertThat(text.out())
                    .containsPattern("\\n  used +8.1 credits, no individual limit\\R")
                    .containsPattern("\\n  entity +120 of 500 credits \\(24.0 %\\), 380 left\\R")
                    .containsPattern("\\n  blocked +" + sentence + "\\R");
            assertThat(text.out().contains("  message       Please stop.")).isEqualTo(blocked);
            assertThat(free.out()).containsPattern("\\n  used +8.1 credits, no limit\\R");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void an_entity_s_usage_is_what_the_node_says() throws IOException {
        String answer =
                "{\"entity_id\":\"acme\",\"display_name\":\"Acme\\tLtd\",\"msp_id\":null,\"period\":\"2026-11\","
                        + "\"used_credits\":500.5000,\"used_micros\":500500000,\"limit_credits\":500,\"limit_micros\":500000000,"
                        + "\"remaining_credits\":0,\"remaining_micros\":0,\"used_while_blocked_micros\":500000,\"events\":3,"
                        + "\"level\":\"EXCEEDED\",\"blocked\":true,\"resets_at\":\"2026-12-01T00:00:00Z\",\"version\":2,"
                        + "\"as_of\":\"2026-11-22T10:00:00Z\"}";
        HttpServer server = answering(200, answer);
        try {
            Run json = Run.of("entities", "usage", "acme", "--period", "2026-11", "--json", "--api-url", url(server));
            Run text = Run.of("entities", "usage", "acme", "--api-url", url(server));

            assertThat(json.out()).isEqualTo(answer + System.lineSeparator());
            assertThat(text.out().lines())
                    .containsExactly(
                            "entity acme in 2026-11",
                            "  used          500.5 of 500 credits (100.1 %), 0 left",
                            "  level         EXCEEDED",
                            "  blocked       yes",
                            "  while blocked 0.5 credits",
                            "  events        3",
                            "  name          Acme?Ltd",
                            "  MSP           -",
                            "  version       2",
                            "  resets at     2026-12-01T00:00:00Z",
                            "  as of         2026-11-22T10:00:00Z");
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 500, 503})
    void refusals_and_failures_of_the_node_have_their_codes(int status) throws IOException {
        HttpServer server = answering(status, "{\"detail\":\"Because of this.\"}");
        try {
            Run run = Run.of(
                    "usage",
                    "acme",
                    "alice",
                    "--api-url",
                    "http://127.0.0.1:" + server.getAddress().getPort());

            assertThat(run.code()).isEqualTo(status == 400 || status == 403 ? 1 : 3);
            assertThat(run.err()).contains("status " + status).contains("Because of this.");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_token_is_shown_to_the_node_and_to_the_one_it_sends_to() throws IOException {
        List<String> shown = new CopyOnWriteArrayList<>();
        HttpServer owner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String path = "/v1/entities/acme/users/alice/usage";
        server.createContext(path, exchange -> {
            shown.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getResponseHeaders().add("Location", url(owner) + path);
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        owner.createContext(path, exchange -> {
            shown.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] body = "{\"used_micros\":1,\"entity_id\":\"acme\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        owner.start();
        try {
            Run run = Run.of("usage", "acme", "alice", "--json", "--token", "a.b.c", "--api-url", url(server));

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(shown).containsExactly("Bearer a.b.c", "Bearer a.b.c");
        } finally {
            server.stop(0);
            owner.stop(0);
        }
    }

    @Test
    void a_node_that_sends_round_in_circles_is_left() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders()
                    .add("Location", exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.start();
        try {
            Run run = Run.of("usage", "acme", "alice", "--api-url", url(server));

            assertThat(run.code()).isEqualTo(3);
            assertThat(run.err()).contains("status 307");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_caller_who_is_not_known_is_told_where_a_token_goes() throws IOException {
        HttpServer server = answering(401, "{\"detail\":\"A bearer token is needed.\"}");
        try {
            Run run = Run.of("usage", "acme", "alice", "--api-url", url(server));

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err().strip())
                    .isEqualTo(
                            "The node refused with status 401, A bearer token is needed. Tokens are given with TIDEMARK_TOKEN or"
                                    + " --token.");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void there_is_no_token_without_a_dev_stack() {
        Run nobody = Run.of("token", "--user", "ann", "--api-url", "http://" + NOBODY);
        Run nowhere = Run.of("token", "--user", "ann", "--data-dir", "/nowhere");

        assertThat(nobody.code()).isEqualTo(3);
        assertThat(nobody.err()).startsWith("No dev stack of yours answers at http://" + NOBODY + ". ");
        assertThat(nowhere.code()).isEqualTo(3);
        assertThat(nowhere.err().strip()).isEqualTo("There is no key of a dev stack in /nowhere.");
        assertThat(Run.of("token", "--entity", "acme").code()).isEqualTo(2);
        assertThat(Run.of("token", "--user", "a/b").code()).isEqualTo(2);
    }

    @Test
    void a_node_that_is_not_there_is_unreachable() {
        Run run = Run.of("usage", "acme", "alice", "--api-url", "http://" + NOBODY);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err().strip()).isEqualTo("No Tidemark node can be reached at http://" + NOBODY + ".");
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static HttpServer answering(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        HttpHandler handler = exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
        server.createContext("/v1/entities/acme/users/alice/usage", handler);
        server.createContext("/v1/entities/acme/usage", handler);
        server.start();
        return server;
    }
}
