package tidemark.serde;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** One HTTP exchange after another with the registry, each bounded in time, body included. */
final class RegistryHttp {

    private final HttpClient client;
    private final long timeoutMillis;

    RegistryHttp(SerdeConfig config) {
        int connectMillis = config.getInt(SerdeConfig.HTTP_CONNECT_TIMEOUT_MS);
        this.timeoutMillis = (long) connectMillis + config.getInt(SerdeConfig.HTTP_READ_TIMEOUT_MS);
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(connectMillis));
        if (config.hasSslSettings()) {
            builder.sslContext(sslEngines(config).sslContext());
        }
        this.client = builder.build();
    }

    HttpResponse<byte[]> exchange(HttpRequest request) throws RegistryFailure {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return answer.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw RegistryFailure.unanswered(
                    place(request.uri()) + " did not answer within " + timeoutMillis + " ms", null);
        } catch (ExecutionException e) {
            throw RegistryFailure.unanswered(
                    place(request.uri()) + " could not be reached: " + reason(e), e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw new InterruptException(e);
        }
    }

    static String place(URI uri) {
        return "the schema registry at " + uri.getScheme() + "://" + uri.getAuthority();
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = cause.getMessage();
        return cause instanceof IOException && message != null
                ? message
                : cause.getClass().getSimpleName();
    }

    private static DefaultSslEngineFactory sslEngines(SerdeConfig config) {
        Map<String, Object> settings = config.sslSettings();
        if (settings.get("ssl.engine.factory.class") != null) {
            throw new ConfigException(SerdeConfig.SSL_PREFIX + "ssl.engine.factory.class is not supported");
        }
        if ("".equals(settings.get("ssl.endpoint.identification.algorithm"))) {
            throw new ConfigException(SerdeConfig.SSL_PREFIX
                    + "ssl.endpoint.identification.algorithm cannot be switched off: host names are always verified");
        }
        // Not closed: closing clears the context, and it holds nothing else.
        DefaultSslEngineFactory engines = new DefaultSslEngineFactory();
        engines.configure(settings);
        return engines;
    }
}
