package tidemark.topology.walks;

import org.apache.kafka.common.utils.Bytes;
import tidemark.topology.rows.Keys;

/** What walks are called in the store: all lie in one range, and a role's walk names its role. */
public final class WalkIds {

    /** Not above any walk. */
    static final Bytes FIRST = Keys.of("walk:");

    /** Above every walk. */
    static final Bytes LAST = Keys.of("walk;");

    /** Rolls what was blocked until the end of a month. */
    public static final Bytes MONTH_TURN = Keys.of("walk:month-turn");

    /** Lets go of months that are no longer kept. */
    public static final Bytes RETENTION = Keys.of("walk:retention");

    /** Forgets events that no retry can be recognised by any more. */
    public static final Bytes FORGETTING = Keys.of("walk:forgetting");

    /** Sums up the accounts for their entities. */
    public static final Bytes CENSUS = Keys.of("walk:census");

    /** Tells the heap which events have left their rows. */
    public static final Bytes RECALL = Keys.of("walk:recall");

    private static final String ROLE = "walk:role:";

    private WalkIds() {}

    /** The walk through the members of {@code entity/role}. */
    public static Bytes ofRole(String role) {
        return Keys.of(ROLE + role);
    }

    /** The {@code entity/role} of a walk made by {@link #ofRole}. */
    public static Bytes roleOf(Bytes walk) {
        return Keys.of(Keys.text(walk).substring(ROLE.length()));
    }
}
