package tidemark.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ways in which requests go wrong: by mistake, by other clients, and by intent. */
final class Spoilers {

    /** Stands in a body where raw text is to go. */
    private static final String HOLE = "@@hole@@";

    private static final List<String> SEGMENTS = List.of(
            "",
            ".",
            "..",
            "%2e",
            "%2E%2E",
            "%2e%2e%2f",
            "a%2Fb",
            "..%2f..%2fetc%2fpasswd",
            "%5c..%5c",
            "\\",
            "%",
            "%z",
            "%zz",
            "%u2192",
            "%00",
            "%0d%0aX:%20y",
            "%20",
            "a%20b",
            "%7f",
            "%80",
            "%C3%A4",
            "%ff%fe",
            "%C0%AF",
            "%ED%A0%80",
            "a;b",
            ";",
            "a;jsessionid=1",
            "a,b",
            "*",
            "~",
            "${x}",
            "%24%7bx%7d",
            "<b>",
            "'--",
            "%2525",
            "%252e",
            "a".repeat(255),
            "a".repeat(256),
            "a".repeat(4_000),
            "a".repeat(17_000),
            "acme%",
            "acme?",
            "acme#x",
            "null",
            "undefined",
            "0",
            "-1",
            "\u00e4");

    private static final List<String> TEXTS = List.of(
            "",
            "0",
            "-1",
            "+1",
            "1e2",
            "1E400",
            "1.0",
            "00",
            "501",
            "2147483648",
            "99999999999999999999999999",
            "NaN",
            "true",
            "TRUE",
            "null",
            "[]",
            "{}",
            "2026-13",
            "2026-1",
            "1969-12",
            "2400-01",
            "0000-00",
            "2026-11-01",
            "ALL",
            "all,all",
            "%00",
            "%",
            "%zz",
            "%ff",
            "%C0%AF",
            "%F0%9F%98%80",
            "a%26b",
            "%0d%0a",
            "-",
            "--used",
            "used,percent",
            "WARNED,NONE",
            "warned",
            "..",
            "x".repeat(300),
            "A".repeat(4_097),
            "____",
            "AAAA",
            "=",
            "%3D",
            "'\"",
            "\u0001",
            "\u00ff");

    private static final List<String> JSON = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "-0.0",
            "-1",
            "-0.000001",
            "0.0000001",
            "1.0000000",
            "1e3",
            "1E-3",
            "1e400",
            "-1e400",
            "1e-400",
            "9007199254.740991",
            "9007199254.740992",
            "9007199254.7409911",
            "99999999999999999999",
            "9".repeat(65),
            "9".repeat(5_000),
            "0." + "0".repeat(1_000) + "1",
            "NaN",
            "Infinity",
            "-Infinity",
            "0x10",
            "01",
            "+1",
            ".5",
            "5.",
            "1_000",
            "1,5",
            "\"\"",
            "\"1\"",
            "\"x\"",
            "\" \"",
            "\"a/b\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\uZZZZ\"",
            "\"\\x\"",
            "\"\t\"",
            "'x'",
            "\"",
            "\"" + "x".repeat(256) + "\"",
            "\"" + "x".repeat(5_000) + "\"",
            "[]",
            "[1]",
            "[null]",
            "[[]]",
            "[\"x\",\"x\"]",
            "[\"x\",1]",
            "{}",
            "{\"a\":1}",
            "{\"a\":{\"b\":[{}]}}",
            "undefined",
            "[".repeat(17) + "]".repeat(17),
            "[".repeat(3_000),
            "{\"a\":".repeat(1_300),
            "/**/1",
            "1//",
            "");

    private final Random random;
    private final List<String> tokens;
    private final List<Consumer<RawRequest>> ways = List.of(
            this::segment,
            this::segment,
            this::segment,
            this::query,
            this::query,
            this::query,
            this::unknownParameter,
            this::repeatedParameter,
            this::header,
            this::token,
            this::token,
            this::method,
            this::place,
            this::protocol,
            this::framing,
            this::oddHeader,
            this::field,
            this::field,
            this::field,
            this::field,
            this::unknownField,
            this::repeatedField,
            this::missingField,
            this::brokenBody,
            this::brokenBody,
            this::noise,
            this::largeBody,
            this::contentType);

    /**
     * Spoils by that source of chance.
     *
     * @param tokens that do not count
     */
    Spoilers(Random random, List<String> tokens) {
        this.random = random;
        this.tokens = tokens;
    }

    /** Spoils a request in one way, which may turn out not to concern it. */
    void spoil(RawRequest request) {
        ways.get(random.nextInt(ways.size())).accept(request);
    }

    private void segment(RawRequest request) {
        List<String> names = List.copyOf(request.path.keySet());
        if (!names.isEmpty()) {
            request.path.put(one(names), one(SEGMENTS));
        }
    }

    private void query(RawRequest request) {
        List<JsonNode> known = request.operation.parametersIn("query");
        if (known.isEmpty()) {
            request.query.add(one(TEXTS) + "=" + one(TEXTS));
            return;
        }
        String name = one(known).path("name").asText();
        request.wrongQuery = false;
        request.query.removeIf(pair -> pair.startsWith(name + "="));
        request.query.add(name + (random.nextInt(10) == 0 ? "" : "=" + one(TEXTS)));
    }

    private void unknownParameter(RawRequest request) {
        request.query.add(one(List.of(
                "x=1",
                "Limit=5",
                "period%20=2026-11",
                "%00=1",
                "=",
                "&",
                "=x",
                "access_token=x",
                "q=%ff",
                "x".repeat(400) + "=1",
                "cursor[]=1",
                "limit.x=2")));
        request.wrongQuery |= request.query.contains("x=1")
                && !request.operation.parametersIn("query").isEmpty();
    }

    private void repeatedParameter(RawRequest request) {
        if (!request.query.isEmpty()) {
            request.query.add(one(request.query));
            request.wrongQuery |= !request.operation.parametersIn("query").isEmpty();
        }
    }

    private void header(RawRequest request) {
        List<JsonNode> known = request.operation.parametersIn("header");
        if (known.isEmpty()) {
            return;
        }
        String name = one(known).path("name").asText();
        switch (random.nextInt(4)) {
            case 0 -> request.replaceHeader(name);
            case 1 -> request.headers.add(name + ": bob");
            case 2 -> request.replaceHeader(name, name + ": " + one(SEGMENTS));
            default -> request.replaceHeader(name, name.toLowerCase(Locale.ROOT) + ":" + one(TEXTS));
        }
    }

    private void token(RawRequest request) {
        String token = one(tokens);
        String[] lines =
                switch (random.nextInt(12)) {
                    case 0 -> new String[0];
                    case 1 -> new String[] {"Authorization: " + token};
                    case 2 -> new String[] {"Authorization: Basic b3A6b3A="};
                    case 3 -> new String[] {"Authorization:"};
                    case 4 -> new String[] {"Authorization: Bearer"};
                    case 5 -> new String[] {"Authorization: Bearer " + token, "Authorization: Bearer " + token};
                    case 6 -> new String[] {"Authorization: Bearer " + "x".repeat(random.nextInt(20_000))};
                    case 7 ->
                        new String[] {"Authorization: Bearer " + token.substring(0, random.nextInt(token.length()))};
                    case 8 -> new String[] {"Authorization: Bearer \u00e4\u0001" + token};
                    default -> new String[] {"Authorization: Bearer " + token};
                };
        request.replaceHeader("Authorization", lines);
        JsonNode security = request.operation.node().path("security");
        request.wrongToken |= security.isMissingNode() || !security.isEmpty();
    }

    private void method(RawRequest request) {
        if (random.nextBoolean()) {
            request.headers.add("X-HTTP-Method-Override: " + one(List.of("DELETE", "GET", "BEFORE", "x y")));
            return;
        }
        request.method = one(List.of(
                "GET",
                "HEAD",
                "POST",
                "PUT",
                "PATCH",
                "DELETE",
                "OPTIONS",
                "TRACE",
                "CONNECT",
                "QUERY",
                "PROPFIND",
                "get",
                "Post",
                "G\u0000T",
                "",
                "X".repeat(200),
                "BEFORE",
                "G(T"));
    }

    private void place(RawRequest request) {
        String path = request.pathOnly();
        request.wrongQuery = false;
        request.target = one(List.of(
                path + "/",
                "/" + path,
                path + ";x=1",
                path + "%20",
                path + "%2F",
                path.toUpperCase(Locale.ROOT),
                path + "/..",
                "/v1/.." + path,
                "/." + path,
                "/%2e" + path,
                "http://localhost" + path,
                "http://user:pass@localhost" + path,
                "*",
                path.substring(1),
                path + "#x",
                path + "?" + "&".repeat(500),
                path + "?" + "=1&".repeat(50),
                path + " x",
                path + "\t",
                path.replace("/", "//"),
                path.replace("/", "\\"),
                path.replace("/", "%2f"),
                "/internal" + path + "/x",
                path + "\u00e4",
                "/",
                "",
                "?",
                "/docs/../openapi.yaml",
                "/docs/%2e%2e/openapi.yaml",
                "/docs/..;/openapi.yaml",
                "/META-INF/MANIFEST.MF",
                "/webjars/swagger-ui/index.html"));
    }

    private void protocol(RawRequest request) {
        request.protocol = one(List.of(
                "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/9.9", "http/1.1", "HTTP/1.1 x", "HTTP", "", "SPDY/3"));
        request.cutOff = true;
    }

    private void framing(RawRequest request) {
        request.cutOff = true;
        switch (random.nextInt(8)) {
            case 0 -> request.length = String.valueOf(request.body.length() + 1 + random.nextInt(50));
            case 1 -> request.length = "-1";
            case 2 ->
                request.length = one(List.of("9000000000", "99999999999999999999", "1e2", "0x10", "1,1", " ", "+5"));
            case 3 -> {
                request.headers.add("Transfer-Encoding: chunked");
                request.body = one(List.of(
                        "nonsense",
                        "zz\r\nx\r\n0\r\n\r\n",
                        "5\r\nab",
                        "ffffffffffffffffff\r\n",
                        "0\r\n",
                        "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n",
                        "-1\r\n"));
                request.length = random.nextBoolean() ? "5" : null;
            }
            case 4 ->
                request.headers.add("Transfer-Encoding: "
                        + one(List.of("gzip", "rot13", "identity", "chunked, gzip", "\u000bchunked")));
            case 5 -> request.headers.add("Expect: " + one(List.of("100-continue", "200-ok", "")));
            case 6 -> request.headers.add("Content-Length: 3");
            default ->
                request.replaceHeader(
                        "Host",
                        one(List.of(
                                "Host: a",
                                "Host:",
                                "Host: a b",
                                "Host: [::1",
                                "Host: a:99999",
                                "Host: \u00e4",
                                "X: y")));
        }
    }

    private void oddHeader(RawRequest request) {
        request.headers.add(one(List.of(
                "Accept: text/html",
                "Accept: \u0001",
                "Accept-Encoding: gzip;q=x, *",
                "Accept-Encoding: br",
                "Range: bytes=0-1,5-",
                "If-Match: \"1",
                "If-Match: *",
                "If-Match: \"99999999999999999999\"",
                "If-None-Match: *",
                "If-Modified-Since: yesterday",
                "Cookie: " + "a=b; ".repeat(300),
                "Cookie: \u0001=\u0002",
                "Connection: upgrade",
                "Upgrade: websocket",
                "Upgrade: h2c",
                "HTTP2-Settings: AAA",
                "Idempotency-Key: ",
                "Idempotency-Key: " + "k".repeat(300),
                "Idempotency-Key: \u00ff",
                "Last-Event-ID: x",
                "Origin: null",
                "X-Forwarded-For: ${x}",
                "Forwarded: for=\"",
                "X-Big: " + "y".repeat(20_000),
                "Bad Name: y",
                "NoColon",
                ": empty",
                "X-Nul: \u0000",
                "X: a\r\n b",
                "Content-Encoding: gzip",
                "Trailer: X",
                "Proxy-Authorization: x",
                "X-Original-URL: /metrics",
                "ce-id: 1",
                "ce-specversion: 9")));
        if (random.nextInt(10) == 0) {
            for (int i = 0; i < 400; i++) {
                request.headers.add("X-" + i + ": 1");
            }
        }
    }

    private void field(RawRequest request) {
        pierced(request, one(JSON));
    }

    private void repeatedField(RawRequest request) {
        String value = one(List.of("1", "null", "\"x\""));
        if (pierced(request, value + ",\"monthly_credit_limit\":" + value)) {
            request.wrongBody = true;
        }
    }

    private void unknownField(RawRequest request) {
        if (object(request.body) != null) {
            String name = one(List.of(
                    "x",
                    "Monthly_credit_limit",
                    "monthlyCreditLimit",
                    "__proto__",
                    "",
                    "x".repeat(300),
                    "a\\u0000b",
                    "\u00c3\u00a4"));
            request.body =
                    "{\"" + name + "\":" + one(List.of("1", "null", "{}", "[]")) + "," + request.body.substring(1);
            request.wrongBody = !request.operation.path().endsWith("/usage-events");
        }
    }

    private void missingField(RawRequest request) {
        JsonNode whole = whole(request.body);
        List<ObjectNode> objects = objects(whole);
        if (!objects.isEmpty()) {
            ObjectNode object = one(objects);
            object.remove(one(names(object)));
            request.body = Samples.wire(whole.toString());
            request.wrongBody = false;
        }
    }

    private void brokenBody(RawRequest request) {
        String body = request.body;
        if (body.isEmpty()) {
            request.body = one(List.of("{}", "x", "\u0000", "[", "{\"a\":1}"));
            return;
        }
        request.wrongBody = true;
        request.body = switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> body.substring(0, random.nextInt(body.length()));
            case 2 -> body + one(List.of("x", "{}", ",", "\u0000", "]"));
            case 3 -> "[" + body + "]";
            case 4 -> "\u00ef\u00bb\u00bf" + body;
            case 5 -> body.replaceFirst("\"", "\"\u00c0\u00af");
            case 6 -> body.replaceFirst("\"", "\"\u00ff");
            case 7 ->
                one(List.of(
                        "null",
                        "true",
                        "1",
                        "\"x\"",
                        "[]",
                        "{",
                        "}",
                        "{}{}",
                        "{\"a\"}",
                        "{a:1}",
                        "{,}",
                        "\u00ed\u00a0\u0080"));
            case 8 -> "[".repeat(4_000);
            case 9 -> "{\"a\":".repeat(1_300);
            case 10 -> new String(body.getBytes(UTF_16LE), ISO_8859_1);
            default -> "monthly_credit_limit=1";
        };
    }

    private void noise(RawRequest request) {
        StringBuilder body = new StringBuilder(request.body.isEmpty() ? "{\"a\":1}" : request.body);
        for (int i = 0; i <= random.nextInt(4); i++) {
            body.setCharAt(random.nextInt(body.length()), (char) random.nextInt(256));
        }
        request.body = body.toString();
        request.wrongBody = false;
    }

    private void largeBody(RawRequest request) {
        int size = one(List.of(8_192, 8_193, 20_000, 70_000, 300_000));
        request.body = "{\"x\":\"" + "y".repeat(size) + "\"}";
        request.cutOff = true;
        request.wrongBody = true;
    }

    private void contentType(RawRequest request) {
        request.replaceHeader(
                "Content-Type",
                one(List.of(
                        "Content-Type: text/plain",
                        "Content-Type: application/json;charset=utf-16",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Type: multipart/form-data",
                        "Content-Type: multipart/form-data; boundary=",
                        "Content-Type:",
                        "Content-Type: ;;;",
                        "Content-Type: \u00ff",
                        "Content-Type: application/json\u0000",
                        "Content-Type: a/b/c",
                        "Content-Type: application/json;charset=nope",
                        "X-No-Type: 1")));
    }

    /* Puts raw text in the place of a field of the body; false: there is none. */
    private boolean pierced(RawRequest request, String raw) {
        JsonNode whole = whole(request.body);
        List<ObjectNode> objects = objects(whole);
        if (objects.isEmpty()) {
            return false;
        }
        ObjectNode object = one(objects);
        String name = one(names(object));
        request.wrongBody = false;
        object.put(name, HOLE);
        request.body =
                Samples.wire(whole.toString().replace("\"" + HOLE + "\"", raw.replace("monthly_credit_limit", name)));
        return true;
    }

    private static @Nullable ObjectNode object(String body) {
        return Contract.parsed(body.isEmpty() ? "null" : body).orElse(null) instanceof ObjectNode object
                ? object
                : null;
    }

    private static JsonNode whole(String body) {
        return Contract.parsed(body.isEmpty() ? "null" : body).orElse(NullNode.instance);
    }

    /* All that have fields, wherever they are. */
    private static List<ObjectNode> objects(JsonNode node) {
        List<ObjectNode> found = new ArrayList<>();
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            found.add(object);
        }
        node.forEach(child -> found.addAll(objects(child)));
        return found;
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A token that says of itself that nobody need have signed it. */
    static String unsigned(String token) {
        String header = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8));
        return header + token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1);
    }
}
