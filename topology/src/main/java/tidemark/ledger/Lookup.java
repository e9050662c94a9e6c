package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/** What the ledger may look up beside the account itself, all within the account's entity. Asked only when needed. */
public interface Lookup {

    /** The newest known version of a role; null: never heard of. */
    @Nullable
    RoleTerms role(String roleId);

    /** A past month of the account; null: nothing is kept of it. */
    @Nullable
    MonthTotal month(Period period);

    /**
     * An event that has left the account's row.
     *
     * @param fingerprint what it is recognised by
     * @param fromMinute earliest arrival minute of interest
     * @param toMinute latest arrival minute of interest
     */
    @Nullable
    RememberedEvent spilled(long fingerprint, int fromMinute, int toMinute);
}
