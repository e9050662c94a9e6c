package tidemark.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Registers schemas as any client would.
 *
 * @param url base URL of the registry
 */
record Schemas(URI url) {

    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** A record type whose only fields are longs without a default. */
    static String recordWith(String... fields) {
        StringBuilder json = new StringBuilder("{\"type\":\"record\",\"name\":\"R\",\"fields\":[");
        String separator = "";
        for (String field : fields) {
            json.append(separator).append("{\"name\":\"%s\",\"type\":\"long\"}".formatted(field));
            separator = ",";
        }
        return json.append("]}").toString();
    }

    int register(String subject, String schema) throws IOException, InterruptedException {
        HttpResponse<String> response = post(subject, schema);
        Matcher id = ID.matcher(response.body());
        if (!id.find()) {
            throw new AssertionError("no id in " + response.body());
        }
        return Integer.parseInt(id.group(1));
    }

    HttpResponse<String> post(String subject, String schema) throws IOException, InterruptedException {
        String body = "{\"schema\":\"" + schema.replace("\"", "\\\"") + "\"}";
        return send(at("/subjects/" + subject + "/versions")
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    String byId(int id) throws IOException, InterruptedException {
        return send(at("/schemas/ids/" + id)).body();
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(url + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
