package tidemark.admin.access;

import java.util.List;

/** Names of permissions and scopes as they stand in tokens; contract. */
public final class Permissions {

    /** Permission: manages roles and who holds them. */
    public static final String MANAGE_USER_ROLES = "manage_user_roles";

    /** Permission: manages the users of one's own entity, their roles too. */
    public static final String MANAGE_OWN_ENTITY_USERS = "manage_own_entity_users";

    /** Scope: operates the whole installation. */
    public static final String ADMIN_SCOPE = "tidemark.admin";

    /** Scope: asks whether users may go on, and what they have used. */
    public static final String GATE_SCOPE = "tidemark.gate";

    /** Scope: hands in usage. */
    public static final String USAGE_WRITE_SCOPE = "tidemark.usage.write";

    /** Scope: reads the meters, where they are not open. */
    public static final String METRICS_SCOPE = "tidemark.metrics";

    /** The permissions that make an administrator, the one recorded first where a caller has both. */
    static final List<String> ADMINISTRATIVE = List.of(MANAGE_USER_ROLES, MANAGE_OWN_ENTITY_USERS);

    private Permissions() {}
}
