package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import tidemark.admin.access.Access;
import tidemark.admin.intake.UsageIntake;
import tidemark.admin.live.LiveEvents;
import tidemark.client.gate.HandFedGate;
import tidemark.client.gate.WhenUnsure;
import tidemark.topics.Topics;
import tidemark.topology.NodeHealth;

/** A real server on a free port over fakes, with clients for it. */
final class Http implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final int PATIENCE_MILLIS = 20_000;

    final FakeQueries queries = new FakeQueries();
    final FakeEntities entities = new FakeEntities();
    final AtomicReference<NodeHealth> health = new AtomicReference<>(new NodeHealth(true, true, Map.of()));
    final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final Town.Search search;
    final InstantSource clock = InstantSource.fixed(FakeQueries.NOW);
    final HandFedGate gate = new HandFedGate(clock, WhenUnsure.KEEP_BLOCKS);
    final FakeUsageLog usage = new FakeUsageLog();
    final UsageFeature accounts;
    final HttpServer server;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ContractCheck contract = new ContractCheck(Contract.served());

    Http() {
        this(Access.open());
    }

    Http(Access access) {
        this(access, new Town().search(), notFollowing());
    }

    Http(Town.Search search) {
        this(Access.open(), search, notFollowing());
    }

    /** A server with live events, which belong to the caller. */
    Http(Access access, LiveEvents live) {
        this(access, new Town().search(), live);
    }

    private Http(Access access, Town.Search search, LiveEvents live) {
        this.search = search;
        this.accounts = new UsageFeature(queries, entities, search);
        this.server = new HttpServer(
                List.of(
                        accounts,
                        new GateFeature(gate, GateSettings.of(Map.of()), accounts, clock),
                        new IntakeFeature(new UsageIntake(usage, Clock.systemUTC())),
                        new LiveFeature(live, access),
                        new ContractFeature()),
                health::get,
                meters,
                BindAddress.loopback(0),
                access);
        server.start();
    }

    HttpResponse<String> post(String pathAndQuery, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(server.url() + pathAndQuery))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> get(String pathAndQuery) throws IOException, InterruptedException {
        return send("GET", pathAndQuery);
    }

    HttpResponse<String> send(String method, String pathAndQuery) throws IOException, InterruptedException {
        URI uri = URI.create(server.url() + pathAndQuery);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        return send(request.method(method, HttpRequest.BodyPublishers.noBody()).build());
    }

    /** Sends a request, and holds the answer to the contract. */
    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        contract.verify(Exchange.of(request, answer));
        return answer;
    }

    /** Live events that nobody has started: no stream can be opened. */
    static LiveEvents notFollowing() {
        return new LiveEvents(Map.of("schema.registry.url", "http://none:1"), Topics.unprefixed(), Clock.systemUTC());
    }

    HttpClient client() {
        return client;
    }

    /** Sends these characters as they are and reads until the server closes. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Sends a GET of a path that no client library would send and reads until the server closes. */
    String rawGet(String path) throws IOException {
        return raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    /** The problem in an answer, which has to be one in every respect. */
    static JsonNode problem(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode body = JSON.readTree(answer.body());
        assertProblem(body, status, code);
        return body;
    }

    /** The problem in an answer read from a bare socket. */
    static JsonNode problem(String answer, int status, String code) throws IOException {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        String[] parts = answer.split("\r\n\r\n", 2);
        assertThat(parts[0]).containsIgnoringCase("Content-Type: application/problem+json");
        assertThat(parts[0]).containsIgnoringCase("X-Content-Type-Options: nosniff");
        JsonNode body = JSON.readTree(parts[1].substring(parts[1].indexOf('{'), parts[1].lastIndexOf('}') + 1));
        assertProblem(body, status, code);
        return body;
    }

    private static void assertProblem(JsonNode body, int status, String code) {
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("code").asText()).isEqualTo(code);
        assertThat(body.path("type").asText()).isEqualTo("urn:tidemark:problem:" + code);
        assertThat(body.path("title").asText()).isNotBlank();
        assertThat(body.path("detail").asText()).endsWith(".");
    }

    @Override
    public void close() {
        server.close();
        meters.close();
    }
}
