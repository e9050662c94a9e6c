package tidemark.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request to be spoilt: every part of it as it will stand on the wire, one char for each byte. */
final class RawRequest {

    final Contract.Operation operation;
    final Map<String, String> path = new TreeMap<>();
    final List<String> query = new ArrayList<>();
    final List<String> headers = new ArrayList<>();
    String method;
    String protocol = "HTTP/1.1";
    String body = "";

    /** Instead of path and query; null: those. */
    @Nullable
    String target;

    /** How long the body is said to be; null: as long as it is, or nothing where there is none. */
    @Nullable
    String length;

    /** It ends before it is whole, so that there may be no answer. */
    boolean cutOff;

    /* What must not be answered well, even if the contract alone could not tell. */
    boolean wrongToken;
    boolean wrongQuery;
    boolean wrongBody;

    RawRequest(Contract.Operation operation) {
        this.operation = operation;
        this.method = operation.method().toUpperCase(java.util.Locale.ROOT);
    }

    boolean isWrong() {
        return wrongToken || wrongQuery || (wrongBody && operation.node().has("requestBody") && !batch());
    }

    /* Of a batch each part is judged by itself. */
    private boolean batch() {
        return headers.stream().anyMatch(line -> line.contains("batch"));
    }

    /** What stands between method and protocol. */
    String target() {
        if (target != null) {
            return target;
        }
        return pathOnly() + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    /** The path alone, whatever else was put in its place. */
    String pathOnly() {
        String filled = operation.path();
        for (Map.Entry<String, String> parameter : path.entrySet()) {
            filled = filled.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return filled;
    }

    /** Takes a header away and puts others in its place, each a name, a colon and a value. */
    void replaceHeader(String name, String... lines) {
        headers.removeIf(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1));
        headers.addAll(List.of(lines));
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder(method + " " + target() + " " + protocol + "\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (length != null) {
            head.append("Content-Length: ").append(length).append("\r\n");
        } else if (!body.isEmpty() || "POST".equals(method) || "PUT".equals(method)) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        bytes.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        bytes.writeBytes(body.getBytes(ISO_8859_1));
        return bytes.toByteArray();
    }

    /** As the contract sees it, with what it was answered. */
    Exchange answered(Wire.Answer answer) {
        String[] parts = target().replaceFirst("^http://[^/]*", "").split("\\?", 2);
        Map<String, List<String>> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : headers) {
            String[] header = line.split(":", 2);
            if (header.length == 2) {
                sent.computeIfAbsent(header[0], name -> new ArrayList<>()).add(header[1].trim());
            }
        }
        return new Exchange(
                method,
                parts[0],
                parts.length == 1 ? null : parts[1],
                sent,
                Exchange.text(body.getBytes(ISO_8859_1)),
                answer.status(),
                answer.headers(),
                answer.body());
    }

    @Override
    public String toString() {
        String text = new String(bytes(), ISO_8859_1);
        StringBuilder shown = new StringBuilder();
        text.chars().limit(1_500).forEach(c -> {
            if (c >= ' ' && c <= '~') {
                shown.append((char) c);
            } else {
                shown.append(String.format("\\x%02x", c));
            }
        });
        return shown.append(text.length() > 1_500 ? "... (" + text.length() + " bytes)" : "")
                .toString();
    }
}
