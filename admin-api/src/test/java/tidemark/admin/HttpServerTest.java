package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tidemark.admin.access.Access;
import tidemark.admin.access.AccessSettings;
import tidemark.admin.access.EntityDirectory;
import tidemark.topology.NodeHealth;

/** The server as a whole: health, metrics, starting, load and closing. */
@Timeout(60)
final class HttpServerTest {

    @Test
    void live_and_ready_are_told_apart() throws Exception {
        try (Http http = new Http()) {
            http.health.set(new NodeHealth(true, false, Map.of("streams", "REBALANCING", "restore", "43 %")));

            HttpResponse<String> live = http.get("/health/live");
            HttpResponse<String> ready = http.get("/health/ready");

            assertThat(live.statusCode()).isEqualTo(200);
            assertThat(live.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(live.body())
                    .isEqualTo("{\"status\":\"UP\",\"details\":{\"restore\":\"43 %\",\"streams\":\"REBALANCING\"}}");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(ready.body())
                    .isEqualTo("{\"status\":\"DOWN\",\"details\":{\"restore\":\"43 %\",\"streams\":\"REBALANCING\"}}");
        }
    }

    @Test
    void a_dead_node_is_down_and_recovery_is_seen_at_once() throws Exception {
        try (Http http = new Http()) {
            http.health.set(new NodeHealth(false, false, Map.of()));
            assertThat(http.get("/health/live").statusCode()).isEqualTo(503);

            http.health.set(new NodeHealth(true, true, Map.of()));
            assertThat(http.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(http.get("/health/ready").body()).isEqualTo("{\"status\":\"UP\",\"details\":{}}");
        }
    }

    @Test
    void metrics_are_in_prometheus_text_with_those_of_the_jvm() throws Exception {
        try (Http http = new Http()) {
            http.meters.counter("tidemark.events", "outcome", "applied").increment(3);

            HttpResponse<String> answer = http.get("/metrics");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(answer.body())
                    .contains("tidemark_events_total{outcome=\"applied\"} 3.0")
                    .contains("# TYPE jvm_memory_used_bytes gauge")
                    .contains("jvm_threads_live_threads ")
                    .contains("process_uptime_seconds ")
                    .doesNotContain("# EOF");
        }
    }

    @Test
    void metrics_can_be_compressed() throws Exception {
        try (Http http = new Http()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(http.server.url() + "/metrics"))
                    .header("Accept-Encoding", "gzip")
                    .build();

            assertThat(http.send(request).headers().firstValue("Content-Encoding"))
                    .contains("gzip");
        }
    }

    @Test
    void it_listens_on_the_loopback_address_and_says_where() {
        try (Http http = new Http()) {
            assertThat(http.server.port()).isPositive();
            assertThat(http.server.url()).isEqualTo(URI.create("http://127.0.0.1:" + http.server.port()));
        }
    }

    @Test
    void a_taken_port_is_told_in_one_sentence_and_leaves_no_thread() throws Exception {
        Set<Thread> before = threads();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpServer server = server(BindAddress.loopback(taken.getLocalPort()));

            assertThatThrownBy(server::start)
                    .isInstanceOf(HttpStartFailure.class)
                    .hasMessage("HTTP cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": the port is taken by another process or the address is not one of this machine's.");
            server.close();
        }
        awaitEndOfThreadsSince(before);
    }

    @Test
    void an_unknown_host_is_told_in_one_sentence() {
        HttpServer server = server(BindAddress.parse("no-such-host.invalid:0"));

        assertThatThrownBy(server::start)
                .isInstanceOf(HttpStartFailure.class)
                .hasMessageStartingWith("HTTP cannot listen on no-such-host.invalid:0: ");
    }

    @Test
    void it_does_not_listen_beyond_this_machine_without_asking_who_calls_unless_that_was_stated() {
        BindAddress everywhere = new BindAddress("0.0.0.0", 0);
        Access leftOut = Access.of(AccessSettings.of(Map.of()), EntityDirectory.EMPTY);
        HttpServer open = server(everywhere, leftOut);

        assertThatThrownBy(open::start)
                .isInstanceOf(HttpStartFailure.class)
                .hasMessage(
                        "HTTP would listen on 0.0.0.0:0 and ask nobody who they are: set tidemark.auth.issuer and what "
                                + "belongs to it, or state tidemark.auth.mode=none where a proxy asks.");
        try (HttpServer stated = server(everywhere, Access.open());
                HttpServer here = server(BindAddress.loopback(0), leftOut)) {
            stated.start();
            here.start();
            assertThat(stated.port()).isPositive();
            assertThat(here.port()).isPositive();
        }
    }

    @Test
    void two_hundred_requests_at_once_are_all_answered() {
        try (Http http = new Http()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(http.server.url() + "/v1/entities/a/users/b/usage"))
                    .build();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(http.client().sendAsync(request, HttpResponse.BodyHandlers.ofString()));
            }

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            assertThat(httpThreads()).isLessThanOrEqualTo(32);
        }
    }

    @Test
    void clients_that_send_nothing_do_not_keep_others_waiting() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (Http http = new Http()) {
            for (int i = 0; i < 100; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.server.port());
                slow.add(socket);
                socket.getOutputStream().write("GET /health/li".getBytes(StandardCharsets.US_ASCII));
            }

            assertThat(http.get("/health/live").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void a_client_that_stops_in_mid_request_is_let_go() throws Exception {
        try (Http http = new Http()) {
            long start = System.nanoTime();

            String answer = http.raw("GET /health/live HTT");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(19));
            assertThat(answer).satisfiesAnyOf(a -> assertThat(a).isEmpty(), a -> assertThat(a)
                    .startsWith("HTTP/1.1 408 "));
        }
    }

    @Test
    void closing_ends_all_threads_and_frees_the_port() throws Exception {
        Set<Thread> before = threads();
        int port;
        try (Http http = new Http()) {
            port = http.server.port();
            try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), port)) {
                raw.getOutputStream()
                        .write("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(raw.getInputStream().read()).isEqualTo('H');
                long start = System.nanoTime();
                http.server.close();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            }
        }

        awaitEndOfThreadsSince(before);
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void closing_twice_or_before_the_start_is_harmless() {
        HttpServer server = server(BindAddress.loopback(0));
        server.close();
        server.close();
    }

    @Test
    void closing_lets_a_running_request_finish() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Http http = new Http();
        http.queries.hold("acme", "slow", () -> {
            inside.countDown();
            try {
                assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(http.server.url() + "/v1/entities/acme/users/slow/usage"))
                .build();
        CompletableFuture<HttpResponse<String>> answer =
                http.client().sendAsync(request, HttpResponse.BodyHandlers.ofString());
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> closed = CompletableFuture.runAsync(http::close);
        await().atMost(Duration.ofSeconds(5)).until(() -> refuses(http));
        await().pollDelay(Duration.ofMillis(700)).until(() -> !answer.isDone());
        goOn.countDown();

        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        closed.get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_request_that_never_ends_does_not_hold_up_closing_for_ever() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Http http = new Http();
        http.queries.hold("acme", "stuck", () -> {
            inside.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(http.server.url() + "/v1/entities/acme/users/stuck/usage"))
                .build();
        CompletableFuture<HttpResponse<String>> answer =
                http.client().sendAsync(request, HttpResponse.BodyHandlers.ofString());
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        long start = System.nanoTime();

        http.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(answer).failsWithin(Duration.ofSeconds(5));
    }

    @Test
    void a_failing_health_check_is_a_problem() throws Exception {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        HttpServer server = new HttpServer(
                new FakeQueries(),
                new FakeEntities(),
                new Town().search(),
                () -> {
                    throw new IllegalStateException("secret");
                },
                meters,
                BindAddress.loopback(0),
                Access.open(),
                new FakeLedger().administration());
        server.start();
        try (Http other = new Http()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/health/ready"))
                    .build();

            JsonNode problem = Http.problem(other.send(request), 500, "internal-error");

            assertThat(problem.toString()).doesNotContain("secret");
        } finally {
            server.close();
        }
    }

    private static HttpServer server(BindAddress address) {
        return server(address, Access.open());
    }

    private static HttpServer server(BindAddress address, Access access) {
        return new HttpServer(
                new FakeQueries(),
                new FakeEntities(),
                new Town().search(),
                () -> new NodeHealth(true, true, Map.of()),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                address,
                access,
                new FakeLedger().administration());
    }

    private static boolean refuses(Http http) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.server.port())) {
            return !socket.isConnected();
        } catch (IOException | IllegalArgumentException e) {
            return true;
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    private static int httpThreads() {
        return (int) threads().stream()
                .filter(thread -> thread.getName().startsWith("tidemark-http"))
                .count();
    }

    private static void awaitEndOfThreadsSince(Set<Thread> before) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(threads().stream()
                        .filter(thread -> !before.contains(thread))
                        .map(Thread::getName)
                        .filter(name -> !name.startsWith("HttpClient") && !name.startsWith("awaitility"))
                        .collect(Collectors.toSet()))
                .isEmpty());
    }
}
