package tidemark.topology.accounts;

import org.apache.kafka.common.utils.Bytes;
import tidemark.topology.rows.Keys;

/** What walks are called in the store: all lie in one range, and a role's walk names its role. */
final class WalkIds {

    /** Not above any walk. */
    static final Bytes FIRST = Keys.of("walk:");

    /** Above every walk. */
    static final Bytes LAST = Keys.of("walk;");

    static final Bytes MONTH_TURN = Keys.of("walk:month-turn");
    static final Bytes RETENTION = Keys.of("walk:retention");

    static final Bytes FORGETTING = Keys.of("walk:forgetting");

    private static final String ROLE = "walk:role:";

    private WalkIds() {}

    /** The walk through the members of {@code entity/role}. */
    static Bytes ofRole(String role) {
        return Keys.of(ROLE + role);
    }

    /** The {@code entity/role} of a walk made by {@link #ofRole}. */
    static Bytes roleOf(Bytes walk) {
        return Keys.of(Keys.text(walk).substring(ROLE.length()));
    }
}
