package tidemark.admin;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.BindException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.admin.access.Access;
import tidemark.admin.access.AccessSettings;
import tidemark.admin.access.Right;
import tidemark.admin.intake.UsageIntake;
import tidemark.topology.NodeHealth;

/**
 * The HTTP side of a node: health, metrics, and what its features answer. Starts and closes once.
 *
 * <p>Every route declares one right, and {@link Access} says who has it. A server that asks nobody who they are listens beyond the loopback
 * address only where that was stated.
 */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final List<Feature> features;
    private final Supplier<NodeHealth> health;
    private final PrometheusMeterRegistry meters;
    private final BindAddress address;
    private final Access access;
    private final List<Routes.Route> routes;
    private final Javalin javalin;
    private final JvmMeters jvmMeters;

    /**
     * A server that does not listen yet.
     *
     * @param features what it answers beside health and metrics; belong to it
     * @param health how the node is, at the moment of asking
     * @param meters what {@code /metrics} shows; meters of the JVM are added
     * @param address where to listen
     * @param access who may do what; belongs to the caller
     */
    public HttpServer(
            List<Feature> features,
            Supplier<NodeHealth> health,
            PrometheusMeterRegistry meters,
            BindAddress address,
            Access access) {
        this.features = List.copyOf(features);
        this.health = health;
        this.meters = meters;
        this.address = address;
        this.access = access;
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

    /** Ends all streams, stops listening, lets running requests finish for up to 5 s and ends all threads. */
    @Override
    public void close() {
        jvmMeters.close();
        features.forEach(Feature::stop);
        try {
            javalin.stop();
        } catch (JavalinException e) {
            LOG.warn("Requests still running after the time they had were cut off: {}", String.valueOf(e.getCause()));
        }
        features.forEach(Feature::close);
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        // Jetty is stricter, path by path.
        config.http.maxRequestSize = UsageIntake.MAX_BODY_BYTES;
        config.router.ignoreTrailingSlashes = false;
        JettySetup.apply(config.jetty, address);
        Problems.register(config);
        config.routes.beforeMatched(new Guard(access));
        Routes all = new Routes(config.routes);
        features.forEach(feature -> feature.addTo(all));
        all.read(HealthEndpoint.LIVE, Right.SEE_PUBLIC, new HealthEndpoint(health, NodeHealth::live))
                .read(HealthEndpoint.READY, Right.SEE_PUBLIC, new HealthEndpoint(health, NodeHealth::ready))
                .read(
                        MetricsEndpoint.PATH,
                        access.metersArePublic() ? Right.SEE_PUBLIC : Right.READ_METERS,
                        new MetricsEndpoint(meters));
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
