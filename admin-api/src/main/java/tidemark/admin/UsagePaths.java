package tidemark.admin;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import tidemark.admin.body.PathSegment;
import tidemark.ledger.AccountId;

/** Where a node answers questions about usage, with ids encoded so that any of them arrives as it is. */
public final class UsagePaths {

    /** The route of an entity's month. */
    static final String ENTITY = "/v1/entities/{entity}/usage";

    /** The route of a user's month. */
    static final String USER = "/v1/entities/{entity}/users/{user}/usage";

    /** Where nodes ask each other for an entity's months. */
    static final String ENTITY_AMONG_NODES = "/internal" + ENTITY;

    /** Where nodes ask each other for a user's months. */
    static final String USER_AMONG_NODES = "/internal" + USER;

    private UsagePaths() {}

    static String entityAmongNodes(String entityId) {
        return ENTITY_AMONG_NODES.replace("{entity}", PathSegment.of(entityId));
    }

    static String userAmongNodes(AccountId account) {
        return USER_AMONG_NODES
                .replace("{entity}", PathSegment.of(account.entity()))
                .replace("{user}", PathSegment.of(account.user()));
    }

    /**
     * The question about an entity.
     *
     * @param node what to put in front of a path, without a slash at its end
     * @param period a month like 2026-11; null: the current one
     */
    public static URI ofEntity(URI node, String entityId, @Nullable String period) {
        return at(node, ENTITY.replace("{entity}", PathSegment.of(entityId)), period);
    }

    /**
     * The question about a user.
     *
     * @param node what to put in front of a path, without a slash at its end
     * @param period a month like 2026-11; null: the current one
     */
    public static URI ofUser(URI node, String entityId, String userId, @Nullable String period) {
        return at(
                node,
                USER.replace("{entity}", PathSegment.of(entityId)).replace("{user}", PathSegment.of(userId)),
                period);
    }

    private static URI at(URI node, String path, @Nullable String period) {
        return URI.create(node + path + (period == null ? "" : "?period=" + period));
    }
}
