package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A month that is over, as it is kept: charged on by late events, but never judged again (R12).
 *
 * @param period the month
 * @param used total in micros
 * @param usedWhileBlocked of it, what arrived while the account was blocked, in micros (R14)
 * @param events how many events make it up
 * @param limit the limit in force when the month was closed
 * @param roleId the role held then; null: none
 * @param roleVersion that role's version; 0 with none
 */
public record MonthTotal(
        Period period,
        long used,
        long usedWhileBlocked,
        long events,
        Limit limit,
        @Nullable String roleId,
        long roleVersion) {

    /** Whether the month has seen nothing. */
    public boolean isUnused() {
        return events == 0 && used == 0;
    }

    MonthTotal plus(long micros, boolean blocked) {
        return new MonthTotal(
                period,
                used + micros,
                Draft.addWhileBlocked(usedWhileBlocked, micros, blocked),
                events + 1,
                limit,
                roleId,
                roleVersion);
    }
}
