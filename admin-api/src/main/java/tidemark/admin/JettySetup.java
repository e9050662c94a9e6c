package tidemark.admin;

import static org.eclipse.jetty.http.UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING;
import static org.eclipse.jetty.http.UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT;
import static org.eclipse.jetty.http.UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR;
import static org.eclipse.jetty.http.UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS;

import io.javalin.config.JettyConfig;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ConditionalHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import tidemark.admin.intake.UsageIntake;

/** How Jetty runs underneath: bounded threads, connections, sizes and times. */
final class JettySetup {

    private static final int MAX_THREADS = 32;
    private static final int MIN_THREADS = 4;
    private static final int MAX_CONNECTIONS = 1_024;
    private static final int BACKLOG = 256;

    /** How much of a body is awaited before a thread is spent on it, for each of the connections. */
    private static final long MOST_AWAITED_BYTES = 32 * 1024;

    /** What a chunk of a body may cost beside its bytes. */
    private static final int FRAMING_BYTES = 16;

    private static final long IDLE_MILLIS = Duration.ofSeconds(15).toMillis();
    private static final long CLOSE_IDLE_MILLIS = 200;
    private static final long CLOSE_MILLIS = Duration.ofSeconds(5).toMillis();

    /*
     * Any id can be percent-encoded into one segment: %25 (ambiguous encoding), %2E%2E (ambiguous segment) and %5C
     * (suspicious) are let through, because routes match the raw path and decode each segment once. %2F is let through to be
     * refused with the field's name. All else is refused by Jetty.
     */
    private static final UriCompliance URIS = UriCompliance.RFC3986.with(
            "TIDEMARK",
            AMBIGUOUS_PATH_ENCODING,
            AMBIGUOUS_PATH_SEGMENT,
            AMBIGUOUS_PATH_SEPARATOR,
            SUSPICIOUS_PATH_CHARACTERS);

    private JettySetup() {}

    /** Applies the set-up and the address. */
    static void apply(JettyConfig jetty, BindAddress address) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("tidemark-http");
        jetty.threadPool = threads;
        jetty.modifyHttpConfiguration(JettySetup::http);
        jetty.modifyServer(JettySetup::server);
        jetty.modifyServletContextHandler(context -> context.setErrorHandler(new ProblemPages()));
        jetty.addConnector((server, http) -> connector(server, http, address));
    }

    private static void http(HttpConfiguration http) {
        http.setUriCompliance(URIS);
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(Gatekeeper.MAX_HEADER_BYTES);
    }

    private static void server(Server server) {
        server.setErrorHandler(new ProblemPages());
        server.setStopTimeout(CLOSE_MILLIS);
        // No thread of the pool waits for a body, unless it is a large one: those are few, and would fill the heap.
        server.insertHandler(new EagerContentHandler(
                new EagerContentHandler.RetainedContentLoaderFactory(MOST_AWAITED_BYTES, FRAMING_BYTES, false)));
        server.insertHandler(new SizeLimitHandler(Gatekeeper.MAX_BODY_BYTES, -1));
        ConditionalHandler largeBodies = new ConditionalHandler.SkipNext();
        largeBodies.includePath(IntakeEndpoint.PATH);
        server.insertHandler(largeBodies);
        server.insertHandler(new SizeLimitHandler(UsageIntake.MAX_BODY_BYTES, -1));
        server.insertHandler(new GracefulHandler());
        server.insertHandler(new Gatekeeper());
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    }

    private static Connector connector(Server server, HttpConfiguration http, BindAddress address) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(CLOSE_IDLE_MILLIS);
        connector.setAcceptQueueSize(BACKLOG);
        return connector;
    }
}
