package tidemark.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import io.javalin.security.Roles;
import io.javalin.security.RouteRole;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tidemark.admin.access.Right;

/** The routes of the server, each with the one right that its callers need. */
public final class Routes {

    /** What a path names by each reach of rights. */
    static final String ENTITY = "entity";

    static final String USER = "user";

    private static final Pattern PARAMETER = Pattern.compile("[{<]([^}>]+)[}>]");

    private final RoutesConfig routes;

    /** Adds to these. */
    Routes(RoutesConfig routes) {
        this.routes = routes;
    }

    /** A route that only reads. Javalin answers HEAD with 200 wherever GET exists, without asking; a HEAD has to fail where the GET would. */
    Routes read(String path, Right right, Handler handler) {
        routes.get(path, handler, right).head(path, handler, right);
        return this;
    }

    /** A route that does something, or that is asked with a body. */
    Routes post(String path, Right right, Handler handler) {
        return on(HandlerType.POST, path, right, handler);
    }

    /** A route of another method. */
    Routes on(HandlerType method, String path, Right right, Handler handler) {
        routes.addHttpHandler(method, path, handler, right);
        return this;
    }

    /**
     * One route.
     *
     * @param right what its callers need
     */
    record Route(HandlerType method, String path, Right right) {}

    /**
     * All routes of a router.
     *
     * @throws IllegalStateException if one of them has no right, or several, or one that does not fit its path
     */
    static List<Route> checked(InternalRouter router) {
        if (!router.allWsHandlers().isEmpty()) {
            throw new IllegalStateException("WebSockets are not guarded");
        }
        return router.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> new Route(endpoint.method, endpoint.path, right(endpoint)))
                .toList();
    }

    /** The right that a route's callers need. */
    static Right right(Endpoint endpoint) {
        Roles declared = endpoint.metadata(Roles.class);
        Set<RouteRole> roles = declared == null ? Set.of() : declared.getRoles();
        String route = endpoint.method + " " + endpoint.path;
        if (roles.size() != 1 || !(roles.iterator().next() instanceof Right right)) {
            throw new IllegalStateException("Route " + route + " must declare exactly one right, not " + roles);
        }
        List<String> named = PARAMETER
                .matcher(endpoint.path)
                .results()
                .map(MatchResult::group)
                .map(parameter -> parameter.substring(1, parameter.length() - 1))
                .toList();
        boolean entity = named.contains(ENTITY);
        boolean fits =
                switch (right.reach()) {
                    case INSTALLATION -> !entity;
                    case ENTITY -> entity;
                    case USER -> entity && named.contains(USER);
                };
        if (!fits) {
            throw new IllegalStateException("Route " + route + " does not name what right " + right + " is about");
        }
        return right;
    }
}
