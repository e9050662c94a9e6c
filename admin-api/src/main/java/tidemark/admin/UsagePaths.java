package tidemark.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/** Where a node answers questions about usage, with ids encoded so that any of them arrives as it is. */
public final class UsagePaths {

    /** The route of an entity's month. */
    static final String ENTITY = "/v1/entities/{entity}/usage";

    /** The route of a user's month. */
    static final String USER = "/v1/entities/{entity}/users/{user}/usage";

    private UsagePaths() {}

    /**
     * The question about an entity.
     *
     * @param node what to put in front of a path, without a slash at its end
     * @param period a month like 2026-11; null: the current one
     */
    public static URI ofEntity(URI node, String entityId, @Nullable String period) {
        return at(node, ENTITY.replace("{entity}", encoded(entityId)), period);
    }

    /**
     * The question about a user.
     *
     * @param node what to put in front of a path, without a slash at its end
     * @param period a month like 2026-11; null: the current one
     */
    public static URI ofUser(URI node, String entityId, String userId, @Nullable String period) {
        return at(node, USER.replace("{entity}", encoded(entityId)).replace("{user}", encoded(userId)), period);
    }

    private static URI at(URI node, String path, @Nullable String period) {
        return URI.create(node + path + (period == null ? "" : "?period=" + period));
    }

    private static String encoded(String id) {
        // A segment that is only dots would be resolved away on the path.
        return URLEncoder.encode(id, UTF_8).replace("+", "%20").replace(".", "%2E");
    }
}
