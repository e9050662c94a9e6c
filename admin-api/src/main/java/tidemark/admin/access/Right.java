package tidemark.admin.access;

import io.javalin.security.RouteRole;

/**
 * What can be done over HTTP, told apart as far as different callers may do it. Every route declares exactly one; {@link Policy} has the table
 * of who may.
 */
public enum Right implements RouteRole {
    /** Health and descriptions: no token is asked for. */
    SEE_PUBLIC(Reach.INSTALLATION),
    /** The meters of the node, where they are not public. */
    READ_METERS(Reach.INSTALLATION),
    /** The entities that the caller may read; the answer has only those. */
    LIST_ENTITIES(Reach.INSTALLATION),
    /** What an entity is: name, MSP, limit. */
    READ_ENTITY(Reach.ENTITY),
    /** What an entity has used: users see it beside their own usage. */
    READ_ENTITY_USAGE(Reach.ENTITY),
    /** An entity's own limit, name and MSP. */
    MANAGE_ENTITY(Reach.ENTITY),
    /** What a user has used, and whether the user may go on. */
    READ_USER_USAGE(Reach.USER),
    /** Events about one user, live. */
    WATCH_USER(Reach.USER),
    /** Events about an entity and all its users, live. */
    WATCH_ENTITY(Reach.ENTITY),
    /** The users of an entity, what they have used, who holds which role. */
    LIST_USERS(Reach.ENTITY),
    /** The roles of an entity. */
    READ_ROLES(Reach.ENTITY),
    /** Roles and the limits on them; setting a limit needs no right of its own. */
    MANAGE_ROLES(Reach.ENTITY),
    /** The role of one user. */
    ASSIGN_ROLE(Reach.USER),
    /** Who changed what. */
    READ_AUDIT(Reach.ENTITY),
    /** Gates for proxies; which user is meant stands in headers, and has to be judged again with {@link Permit#on}. */
    ASK_GATE(Reach.INSTALLATION),
    /** Usage handed in over HTTP; whose it is stands in the body, and has to be judged again with {@link Permit#on}. */
    WRITE_USAGE(Reach.INSTALLATION);

    /** What a route with a right names in its path. */
    public enum Reach {
        /** Neither entity nor user. */
        INSTALLATION,
        /** An {@code {entity}}. */
        ENTITY,
        /** An {@code {entity}} and a {@code {user}}. */
        USER
    }

    private final Reach reach;

    Right(Reach reach) {
        this.reach = reach;
    }

    /** What a route with this right names in its path. */
    public Reach reach() {
        return reach;
    }
}
