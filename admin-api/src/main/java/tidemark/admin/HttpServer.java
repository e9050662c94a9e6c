package tidemark.admin;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.admin.access.Access;
import tidemark.admin.access.AccessSettings;
import tidemark.admin.access.Right;
import tidemark.admin.crowd.CrowdQuestions;
import tidemark.admin.crowd.MemberCounts;
import tidemark.topology.NodeHealth;
import tidemark.topology.queries.AccountQueries;
import tidemark.topology.queries.AccountSearch;
import tidemark.topology.queries.EntityQueries;

/**
 * The HTTP side of a node: usage, health and metrics. Starts and closes once.
 *
 * <p>Every route declares one right, and {@link Access} says who has it. A server that asks nobody who they are listens beyond the loopback
 * address only where that was stated.
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
    private final Access access;
    private final Administration administration;
    private final List<Routes.Route> routes;
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
     * @param access who may do what; belongs to the caller
     * @param administration what administrators are served from; belongs to the caller
     */
    public HttpServer(
            AccountQueries queries,
            EntityQueries entities,
            AccountSearch search,
            Supplier<NodeHealth> health,
            PrometheusMeterRegistry meters,
            BindAddress address,
            Access access,
            Administration administration) {
        this.queries = queries;
        this.entities = entities;
        this.crowd = new CrowdQuestions(search, others);
        this.health = health;
        this.meters = meters;
        this.address = address;
        this.access = access;
        this.administration = administration;
        this.javalin = Javalin.create(this::configure);
        this.routes = Routes.checked(javalin.unsafe.internalRouter);
        this.jvmMeters = new JvmMeters(meters);
    }

    /**
     * Listens; returns when requests are answered.
     *
     * @throws HttpStartFailure when the address cannot be listened on, or not without asking callers who they are
     */
    public void start() {
        try {
            requireSafe();
            javalin.start();
        } catch (JavalinException e) {
            jvmMeters.close();
            throw new HttpStartFailure("HTTP cannot listen on " + address + ": " + reason(e) + ".", e);
        }
    }

    /* Left out, authentication is not a wish. */
    private void requireSafe() {
        if (!access.isOpen()) {
            return;
        }
        if (!address.isLoopback() && !access.isOpenByStatement()) {
            jvmMeters.close();
            throw new HttpStartFailure(
                    "HTTP would listen on " + address + " and ask nobody who they are: set " + AccessSettings.ISSUER
                            + " and what belongs to it, or state " + AccessSettings.MODE + "=none where a proxy asks.");
        }
        LOG.warn("HTTP on {} asks nobody who they are: whoever reaches it may do everything", address);
    }

    /** The routes and their rights. */
    List<Routes.Route> routes() {
        return routes;
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
    MemberCounts members() {
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
        config.routes.beforeMatched(new Guard(access));
        Routes routes = new Routes(config.routes);
        RowQuestions rows = new RowQuestions(queries, entities);
        OneHop hop = new OneHop(others, PATIENCE_WITH_OTHERS);
        routesOfUsage(routes, rows, hop);
        routesOfCrowds(routes);
        routesOfAdministration(routes, rows, hop);
        routes.read(HealthEndpoint.LIVE, Right.SEE_PUBLIC, new HealthEndpoint(health, NodeHealth::live))
                .read(HealthEndpoint.READY, Right.SEE_PUBLIC, new HealthEndpoint(health, NodeHealth::ready))
                .read(
                        MetricsEndpoint.PATH,
                        access.metersArePublic() ? Right.SEE_PUBLIC : Right.READ_METERS,
                        new MetricsEndpoint(meters));
    }

    private static void routesOfUsage(Routes routes, RowQuestions rows, OneHop hop) {
        routes.read(UsagePaths.USER, Right.READ_USER_USAGE, new UsageEndpoint(rows, hop))
                .read(UsagePaths.ENTITY, Right.READ_ENTITY_USAGE, new EntityUsageEndpoint(rows, hop))
                .on(
                        HandlerType.GET,
                        UsagePaths.USER_AMONG_NODES,
                        Right.READ_USER_USAGE,
                        new NodeUsageEndpoint(rows, true))
                .on(
                        HandlerType.GET,
                        UsagePaths.ENTITY_AMONG_NODES,
                        Right.READ_ENTITY_USAGE,
                        new NodeUsageEndpoint(rows, false));
    }

    private void routesOfCrowds(Routes routes) {
        routes.read(UsersEndpoint.USERS, Right.LIST_USERS, new UsersEndpoint(crowd.lists(), false))
                .read(UsersEndpoint.MEMBERS, Right.LIST_USERS, new UsersEndpoint(crowd.lists(), true))
                .on(
                        HandlerType.POST,
                        LimitPreviewEndpoint.PATH,
                        Right.LIST_USERS,
                        new LimitPreviewEndpoint(crowd.previews()))
                .on(HandlerType.POST, CrowdQuestions.ROUTE, Right.LIST_USERS, new NodeQuestionEndpoint(crowd));
    }

    private void routesOfAdministration(Routes routes, RowQuestions rows, OneHop hop) {
        new EntityReads(administration.catalog()).addTo(routes);
        new EntityWrites(administration).addTo(routes);
        new RoleReads(administration.catalog(), crowd.members()).addTo(routes);
        new RoleWrites(administration, crowd.members()).addTo(routes);
        new UserRoles(rows, hop, administration).addTo(routes);
        routes.read(AuditEndpoint.PATH, Right.READ_AUDIT, new AuditEndpoint(administration.audit()));
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
