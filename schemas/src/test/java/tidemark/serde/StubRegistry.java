package tidemark.serde;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A registry small enough to read: keeps schemas in memory, writes down every request, fails on demand. */
final class StubRegistry implements AutoCloseable {

    /** A scripted answer. */
    record Answer(int status, String body) {
        static Answer error(int status, int code) {
            return new Answer(status, "{\"error_code\":" + code + ",\"message\":\"scripted\"}");
        }
    }

    private record Stored(int id, String subject, int version, String schema, String type, String references) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
    private final Queue<Answer> scripted = new ArrayDeque<>();
    private final List<Stored> stored = new ArrayList<>();
    private final Map<String, Stored> guids = new HashMap<>();
    private @Nullable Answer always;
    private @Nullable CountDownLatch stalled;
    private int nextId = 1;

    StubRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Settings without retries; the timeouts are long, for a busy machine. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("schema.registry.url", url());
        settings.put("http.connect.timeout.ms", 5_000);
        settings.put("http.read.timeout.ms", 10_000);
        settings.put("max.retries", 0);
        settings.put("retries.wait.ms", 1);
        return settings;
    }

    synchronized void startIdsAt(int id) {
        nextId = id;
    }

    /** Files a schema as if another client had. */
    synchronized int store(String subject, Schema schema) {
        return store(subject, schema.toString(), "AVRO", "[]");
    }

    synchronized int store(String subject, String schema, String type, String references) {
        for (Stored known : stored) {
            if (known.subject().equals(subject) && known.schema().equals(schema)) {
                return known.id();
            }
        }
        int id = stored.stream()
                .filter(known -> known.schema().equals(schema))
                .mapToInt(Stored::id)
                .findFirst()
                .orElseGet(() -> nextId++);
        stored.add(new Stored(id, subject, versions(subject).size() + 1, schema, type, references));
        return id;
    }

    synchronized void storeGuid(String guid, Schema schema) {
        guids.put(guid, new Stored(0, "", 0, schema.toString(), "AVRO", "[]"));
    }

    /** Answers the next request so. */
    synchronized void script(Answer answer) {
        scripted.add(answer);
    }

    /** Answers every request so from now on. */
    synchronized void answerAlways(@Nullable Answer answer) {
        always = answer;
    }

    /** Takes requests and does not answer. */
    synchronized void stall() {
        stalled = new CountDownLatch(1);
    }

    /** Answers what was stalled. */
    synchronized void release() {
        if (stalled != null) {
            stalled.countDown();
            stalled = null;
        }
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        byte[] body = exchange.getRequestBody().readAllBytes();
        awaitRelease();
        Answer answer = answer(exchange, body);
        byte[] bytes = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void awaitRelease() {
        CountDownLatch gate;
        synchronized (this) {
            gate = stalled;
        }
        if (gate != null) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized Answer answer(HttpExchange exchange, byte[] body) throws IOException {
        Answer next = scripted.poll();
        if (next != null) {
            return next;
        }
        if (always != null) {
            return always;
        }
        String[] path = exchange.getRequestURI().getRawPath().substring(1).split("/");
        return switch (path[0]) {
            case "schemas" -> path[1].equals("ids") ? byId(Integer.parseInt(path[2])) : byGuid(path[2]);
            case "subjects" -> subject(exchange.getRequestMethod(), path, body);
            case "config" -> new Answer(200, new String(body, UTF_8));
            default -> new Answer(404, "");
        };
    }

    private Answer byId(int id) {
        return stored.stream()
                .filter(known -> known.id() == id)
                .findFirst()
                .map(StubRegistry::document)
                .orElse(Answer.error(404, 40403));
    }

    private Answer byGuid(String guid) {
        Stored known = guids.get(guid);
        return known == null ? Answer.error(404, 40403) : document(known);
    }

    private Answer subject(String method, String[] path, byte[] body) throws IOException {
        String subject = URLDecoder.decode(path[1], UTF_8);
        if (method.equals("POST")) {
            JsonNode posted = JSON.readTree(body);
            String schema = posted.path("schema").asText();
            if (path.length == 3) {
                return new Answer(200, "{\"id\":" + store(subject, schema, "AVRO", "[]") + "}");
            }
            return versions(subject).stream()
                    .filter(known -> known.schema().equals(schema))
                    .findFirst()
                    .map(StubRegistry::document)
                    .orElse(Answer.error(404, 40403));
        }
        List<Stored> versions = versions(subject);
        if (versions.isEmpty()) {
            return Answer.error(404, 40401);
        }
        if (path.length == 3) {
            return new Answer(
                    200, versions.stream().map(Stored::version).toList().toString());
        }
        int version = path[3].equals("latest") ? versions.size() : Integer.parseInt(path[3]);
        return document(versions.get(version - 1));
    }

    private List<Stored> versions(String subject) {
        return stored.stream().filter(known -> known.subject().equals(subject)).toList();
    }

    private static Answer document(Stored known) {
        try {
            ObjectNode json = JSON.createObjectNode()
                    .put("id", known.id())
                    .put("subject", known.subject())
                    .put("version", known.version())
                    .put("schemaType", known.type())
                    .put("schema", known.schema())
                    .put("a_field_of_tomorrow", true);
            json.set("references", JSON.readTree(known.references()));
            return new Answer(200, json.toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
