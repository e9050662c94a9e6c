package tidemark.client.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tidemark.client.gate.Account;

/** Asks the API over HTTP: {@code POST /v1/entities/{entity}/users/{user}/check?amounts=true}. */
public final class HttpAllowances implements Allowances {

    private final String base;
    private final Supplier<String> token;
    private final Duration longest;
    private final ExecutorService threads;
    private volatile @Nullable HttpClient client;

    /**
     * Asks one API.
     *
     * @param api base URL, for example {@code https://tidemark.internal:8080}
     * @param token gives the bearer token, asked for each time so that it can be renewed; must not block
     * @param longest how long an answer may take, connecting included
     * @throws IllegalArgumentException naming what is wrong
     */
    public HttpAllowances(URI api, Supplier<String> token, Duration longest) {
        if (api.getHost() == null || !("http".equals(api.getScheme()) || "https".equals(api.getScheme()))) {
            throw new IllegalArgumentException("api is an http:// or https:// URL with a host");
        }
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("longest is more than nothing, not " + longest);
        }
        this.base = api.toString().replaceAll("/+$", "");
        this.token = token;
        this.longest = longest;
        this.threads = Executors.newFixedThreadPool(2, HttpAllowances::thread);
        // Any node answers for all, so there is nowhere to be redirected to, and the token goes nowhere else.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(longest)
                .executor(threads)
                .build();
    }

    @Override
    public CompletableFuture<Allowance> ask(Account account) {
        HttpClient open = client;
        try {
            if (open == null) {
                throw new IllegalStateException("Closed");
            }
            return open.sendAsync(request(account), BodyHandlers.ofString(UTF_8))
                    .orTimeout(longest.toNanos(), TimeUnit.NANOSECONDS)
                    .thenApply(HttpAllowances::allowance);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Ends its threads; with Java 17, the client's own one ends when the garbage collector has found it unused. */
    @Override
    public void close() {
        client = null;
        threads.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "tidemark-allowances");
        thread.setDaemon(true);
        return thread;
    }

    private HttpRequest request(Account account) {
        URI uri = URI.create(base + "/v1/entities/" + encoded(account.entityId()) + "/users/"
                + encoded(account.userId()) + "/check?amounts=true");
        return HttpRequest.newBuilder(uri)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token.get())
                .timeout(longest)
                .POST(BodyPublishers.noBody())
                .build();
    }

    private static Allowance allowance(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new CompletionException(
                    new IOException("POST " + answer.uri().getPath() + " was answered with " + answer.statusCode()));
        }
        try {
            return AllowanceAnswer.read(answer.body());
        } catch (IllegalArgumentException e) {
            throw new CompletionException(new IOException(
                    "POST " + answer.uri().getPath() + " was answered with what is no check: " + e.getMessage(), e));
        }
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
    }
}
