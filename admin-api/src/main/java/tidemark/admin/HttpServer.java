package tidemark.admin;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.util.JavalinException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.admin.crowd.CrowdQuestions;
import tidemark.admin.crowd.MemberCounts;
import tidemark.topology.NodeHealth;
import tidemark.topology.queries.AccountQueries;
import tidemark.topology.queries.AccountSearch;
import tidemark.topology.queries.EntityQueries;

/**
 * The HTTP side of a node: usage, health and metrics. Starts and closes once.
 *
 * <p>It belongs on the loopback address or behind a proxy: it asks nobody who they are.
 */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    /** How long another node may take to answer for one account or entity: clients of ours wait meanwhile. */
    private static final Duration PATIENCE_WITH_OTHERS = Duration.ofSeconds(1);

    private final AccountQueries queries;
    private final EntityQueries entities;
    private final OtherNodes others = new OtherNodes();
    private final CrowdQuestions crowd;
    private final Supplier<NodeHealth> health;
    private final PrometheusMeterRegistry meters;
    private final BindAddress address;
    private final Javalin javalin;
    private final JvmMeters jvmMeters;

    /**
     * A server that does not listen yet.
     *
     * @param queries where usage of accounts is asked
     * @param entities where usage of entities is asked
     * @param search where many accounts are looked at
     * @param health how the node is, at the moment of asking
     * @param meters what {@code /metrics} shows; meters of the JVM are added
     * @param address where to listen
     */
    public HttpServer(
            AccountQueries queries,
            EntityQueries entities,
            AccountSearch search,
            Supplier<NodeHealth> health,
            PrometheusMeterRegistry meters,
            BindAddress address) {
        this.queries = queries;
        this.entities = entities;
        this.crowd = new CrowdQuestions(search, others);
        this.health = health;
        this.meters = meters;
        this.address = address;
        this.javalin = Javalin.create(this::configure);
        this.jvmMeters = new JvmMeters(meters);
    }

    /**
     * Listens; returns when requests are answered.
     *
     * @throws HttpStartFailure when the address cannot be listened on
     */
    public void start() {
        try {
            javalin.start();
        } catch (JavalinException e) {
            jvmMeters.close();
            throw new HttpStartFailure("HTTP cannot listen on " + address + ": " + reason(e) + ".", e);
        }
    }

    /** The port listened on: the one asked for, or the one found when any was fine. */
    public int port() {
        return javalin.port();
    }

    /** What to put in front of a path, without a slash at its end. */
    public URI url() {
        return URI.create("http://" + address.withPort(port()));
    }

    /** How many users have which role, on all nodes. */
    public MemberCounts members() {
        return crowd.members();
    }

    /** Stops listening, lets running requests finish for up to 5 s and ends all threads. */
    @Override
    public void close() {
        jvmMeters.close();
        try {
            javalin.stop();
        } catch (JavalinException e) {
            LOG.warn("Requests still running after the time they had were cut off: {}", String.valueOf(e.getCause()));
        }
        crowd.close();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = Gatekeeper.MAX_BODY_BYTES;
        config.router.ignoreTrailingSlashes = false;
        JettySetup.apply(config.jetty, address);
        Problems.register(config);
        routesOfUsage(config.routes);
        routesOfCrowds(config.routes);
        read(config.routes, HealthEndpoint.LIVE, new HealthEndpoint(health, NodeHealth::live));
        read(config.routes, HealthEndpoint.READY, new HealthEndpoint(health, NodeHealth::ready));
        read(config.routes, MetricsEndpoint.PATH, new MetricsEndpoint(meters));
    }

    private void routesOfUsage(RoutesConfig routes) {
        RowQuestions rows = new RowQuestions(queries, entities);
        OneHop hop = new OneHop(others, PATIENCE_WITH_OTHERS);
        read(routes, UsagePaths.USER, new UsageEndpoint(rows, hop));
        read(routes, UsagePaths.ENTITY, new EntityUsageEndpoint(rows, hop));
        routes.get(UsagePaths.USER_AMONG_NODES, new NodeUsageEndpoint(rows, true));
        routes.get(UsagePaths.ENTITY_AMONG_NODES, new NodeUsageEndpoint(rows, false));
    }

    private void routesOfCrowds(RoutesConfig routes) {
        read(routes, UsersEndpoint.USERS, new UsersEndpoint(crowd.lists(), false));
        read(routes, UsersEndpoint.MEMBERS, new UsersEndpoint(crowd.lists(), true));
        routes.post(LimitPreviewEndpoint.PATH, new LimitPreviewEndpoint(crowd.previews()));
        routes.post(CrowdQuestions.ROUTE, new NodeQuestionEndpoint(crowd));
    }

    /* Javalin answers HEAD with 200 wherever GET exists, without asking; a HEAD has to fail where the GET would. */
    private static void read(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler).head(path, handler);
    }

    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return "the port is taken by another process or the address is not one of this machine's";
            }
        }
        return "the host is unknown or the port may not be used";
    }
}
