package tidemark.topology.queries;

import org.jspecify.annotations.Nullable;
import tidemark.ledger.Level;

/**
 * Which accounts of an entity are looked for: those that fit in every respect.
 *
 * @param role the role that they hold; awaiting it is not enough. Null: any, or none
 * @param level how far they have come against their own limit; null: however far
 * @param blocked whether their own limit blocks them; null: either
 */
public record Sought(
        @Nullable String role,
        @Nullable Level level,
        @Nullable Boolean blocked) {

    /** Everybody. */
    public static final Sought ALL = new Sought(null, null, null);

    /** Whoever holds that role. */
    public static Sought holdersOf(String role) {
        return new Sought(role, null, null);
    }

    boolean fits(UsageView account) {
        return (role == null || role.equals(account.roleId()))
                && (level == null || level == account.level())
                && (blocked == null || blocked == account.blocked());
    }
}
