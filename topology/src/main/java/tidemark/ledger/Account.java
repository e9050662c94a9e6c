package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Everything that is kept of one user in one entity for the current month, in one row. Immutable.
 *
 * @param period the month that the totals belong to
 * @param used total of the month in micros; corrections may take it below zero
 * @param usedWhileBlocked of it, what arrived while the account was blocked, in micros (R14)
 * @param events how many events make it up
 * @param level how far the total has come; what was last emitted
 * @param answer the decision last emitted; ALLOW when none ever was
 * @param sequence the last sequence number given out (R8); 0: none
 * @param roleId the role held; null: none
 * @param roleVersion the newest version of that role that the account was judged by; 0 with none
 * @param pendingRoleId the role assigned but not known yet (R4); null: none
 * @param pendingVersion version of that role when it was assigned: any newer one means that it has appeared; 0: none
 * @param limit the limit last judged by
 * @param recent the newest events, remembered against retries
 * @param spilledMinute arrival minute of the newest event that had to leave {@code recent}; 0: none ever did
 * @param spills how often events had to leave {@code recent}
 */
public record Account(
        Period period,
        long used,
        long usedWhileBlocked,
        long events,
        Level level,
        Answer answer,
        long sequence,
        @Nullable String roleId,
        long roleVersion,
        @Nullable String pendingRoleId,
        long pendingVersion,
        Limit limit,
        RecentEvents recent,
        int spilledMinute,
        long spills)
        implements Balance {

    /** An account about which nothing is known yet. */
    public static Account opened(Period period) {
        return new Account(
                period, 0, 0, 0, Level.NONE, Answer.ALLOW, 0, null, 0, null, 0, Limit.NONE, RecentEvents.NONE, 0, 0);
    }

    /** The month of this row as it is kept once it is over. */
    public MonthTotal closed() {
        return new MonthTotal(period, used, usedWhileBlocked, events, limit, roleId, roleVersion);
    }
}
