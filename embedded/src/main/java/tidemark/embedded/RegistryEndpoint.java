package tidemark.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * What we ask of a registry before others may use it.
 *
 * @param port where it listens
 */
record RegistryEndpoint(int port) {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final String COMPATIBILITY = "{\"compatibility\":\"FULL_TRANSITIVE\"}";

    /** Base URL of the Confluent REST protocol. */
    URI url() {
        return at("/apis/ccompat/v7");
    }

    /** Whether it says that it is ready; false also while nobody listens. */
    boolean isReady() {
        try {
            return open(at("/health/ready")).getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Makes the registry refuse incompatible schemas; it accepts anything unless told.
     *
     * @throws CannotStartException if the registry does not take it
     */
    void demandCompatibility() {
        try {
            int status = put(at("/apis/ccompat/v7/config"), COMPATIBILITY);
            if (status != HttpURLConnection.HTTP_OK) {
                throw new CannotStartException(
                        "The schema registry refused the compatibility level with HTTP status " + status + ".");
            }
        } catch (IOException e) {
            throw new CannotStartException("The schema registry does not answer: " + e.getMessage() + ".", e);
        }
    }

    private static int put(URI uri, String body) throws IOException {
        HttpURLConnection connection = open(uri);
        connection.setRequestMethod("PUT");
        connection.setRequestProperty("Content-Type", "application/vnd.schemaregistry.v1+json");
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return connection.getResponseCode();
    }

    private static HttpURLConnection open(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        return connection;
    }

    private URI at(String path) {
        return URI.create("http://" + LoopbackPort.HOST + ":" + port + path);
    }
}
