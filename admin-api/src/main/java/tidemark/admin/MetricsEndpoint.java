package tidemark.admin;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;

/** Answers all meters in Prometheus' text format, which every scraper reads. */
final class MetricsEndpoint implements Handler {

    static final String PATH = "/metrics";

    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry meters;

    MetricsEndpoint(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void handle(Context ctx) {
        ctx.contentType(TEXT_FORMAT).result(meters.scrape(TEXT_FORMAT).getBytes(StandardCharsets.UTF_8));
    }
}
