package tidemark.client.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.client.gate.Account;
import tidemark.client.gate.BlockedBy;
import tidemark.events.DecisionReason;

/** The question to the API, against a server that speaks its contract. */
class HttpAllowancesTest {

    private static final String GOOD = """
            {"allowed":false,"reason":"USER_LIMIT_REACHED","blocked_by":"BOTH","message":"no","resets_at":"2026-12-01T00:00:00Z",
            "as_of":"2026-11-15T12:00:00Z","stale_ms":12,"decision_sequence":5,"new_field":[{}],
            "user":{"used_credits":10.000001,"limit_credits":"10","remaining_credits":0},
            "entity":{"used_credits":"-0.5","limit_credits":null,"remaining_credits":null}}""";

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch hold = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile int status = 200;
    private volatile String body = GOOD;
    private volatile boolean slow;

    HttpAllowancesTest() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            if (slow) {
                try {
                    hold.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        hold.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void asks_with_the_token_and_reads_both_bounds() {
        try (HttpAllowances allowances = allowances(Duration.ofSeconds(10))) {
            Allowance allowance =
                    allowances.ask(new Account("acme", "a+n%n?#e")).join();
            assertThat(requests)
                    .containsExactly("POST /v1/entities/acme/users/a%2Bn%25n%3F%23e/check?amounts=true Bearer secret");
            assertThat(allowance)
                    .isEqualTo(new Allowance(
                            BlockedBy.BOTH,
                            DecisionReason.USER_LIMIT_REACHED,
                            Instant.parse("2026-12-01T00:00:00Z"),
                            new Amount(10_000_001, 10_000_000L),
                            new Amount(-500_000, null)));
        }
    }

    @Test
    void who_is_allowed_needs_no_reason_and_an_unknown_one_is_no_fault() {
        body = """
                {"allowed":true,"reason":null,"blocked_by":"NONE","resets_at":null,"user":{"used_credits":0},
                "entity":{"used_credits":0}}""";
        assertThat(answer().blockedBy()).isEqualTo(BlockedBy.NONE);
        body = """
                {"allowed":true,"user":{"used_credits":0},"entity":{"used_credits":0}}""";
        assertThat(answer().reason()).isNull();
        body = body.replace("true,", "true,\"reason\":\"NEWER\",");
        assertThat(answer().reason()).isEqualTo(DecisionReason.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"allowed\":false|\"allowed\":1|allowed is true or false",
                "\"allowed\":false|\"allowed\":true|blocked_by is BOTH",
                "\"BOTH\"|\"SOME\"|blocked_by is one of",
                "\"BOTH\"|7|blocked_by is a text",
                "\"2026-12-01T00:00:00Z\"|\"soon\"|resets_at is an instant",
                "10.000001|10.0000001|user.used_credits is a decimal",
                "10.000001|true|user.used_credits is a decimal",
                "10.000001|1e30|user.used_credits is a decimal",
                "10.000001|null|user.used_credits is missing",
                "\"10\"|\"ten\"|user.limit_credits is a decimal",
                "\"entity\":{|\"entity\":[{|Not JSON",
                "\"entity\":|\"entities\":|entity is an object",
                "{\"allowed\"|[\"allowed\"|Not JSON",
            })
    void an_answer_that_is_none_is_refused_by_name(String part, String instead, String said) {
        body = GOOD.replace(part, instead);
        assertThatThrownBy(this::answer).hasRootCauseInstanceOf(Exception.class).hasMessageContaining(said);
    }

    @Test
    void refusals_and_redirects_are_no_answers_and_the_token_goes_nowhere_else() {
        for (int other : new int[] {204, 301, 307, 401, 403, 404, 429, 500, 503}) {
            status = other;
            body = "";
            assertThatThrownBy(this::answer).hasMessageContaining("answered with " + other);
        }
        assertThat(requests).noneMatch(request -> request.contains("elsewhere"));
    }

    @Test
    void an_answer_that_does_not_come_in_time_is_none() {
        slow = true;
        try (HttpAllowances allowances = allowances(Duration.ofMillis(100))) {
            assertThatThrownBy(() -> allowances.ask(new Account("acme", "ann")).join())
                    .hasMessageContaining("imeout");
        }
    }

    @Test
    void a_closed_one_and_one_whose_token_fails_answer_so() {
        HttpAllowances closed = allowances(Duration.ofSeconds(1));
        closed.close();
        assertThat(closed.ask(new Account("acme", "ann"))).isCompletedExceptionally();
        try (HttpAllowances tokenless = new HttpAllowances(
                URI.create("http://127.0.0.1:1"),
                () -> {
                    throw new IllegalStateException("no token");
                },
                Duration.ofSeconds(1))) {
            assertThat(tokenless.ask(new Account("acme", "ann"))).isCompletedExceptionally();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.isAlive() && thread.getName().equals("tidemark-allowances"))
                .isEmpty();
    }

    @Test
    void addresses_that_are_none_are_refused() {
        for (String api : new String[] {"ftp://host", "/path", "mailto:a@b"}) {
            assertThatThrownBy(() -> new HttpAllowances(URI.create(api), () -> "", Duration.ofSeconds(1)))
                    .hasMessageStartingWith("api is");
        }
    }

    private Allowance answer() {
        try (HttpAllowances allowances = allowances(Duration.ofSeconds(10))) {
            return allowances.ask(new Account("acme", "ann")).join();
        }
    }

    private HttpAllowances allowances(Duration longest) {
        return new HttpAllowances(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), () -> "secret", longest);
    }
}
