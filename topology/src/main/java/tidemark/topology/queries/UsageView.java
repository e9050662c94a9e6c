package tidemark.topology.queries;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.AccountId;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.Period;

/**
 * One account in one month, as it stands for whoever asks.
 *
 * @param account the account
 * @param period the month
 * @param used total in micros
 * @param limit the limit in force; of a past month, when it was closed
 * @param usedWhileBlocked of the total, what arrived while the account was blocked, in micros
 * @param events how many events make it up
 * @param level how far the total has come against the limit
 * @param blocked whether requests may not start; of a past month, whether it ended so
 * @param roleId the role held; null: none
 * @param roleVersion that role's version; null with none
 * @param pendingRoleId the role assigned but not known yet; null: none
 * @param resetsAt end of the month; null under a zero limit
 * @param asOf when the answer was made; it may run ahead of the last commit by a moment
 */
public record UsageView(
        AccountId account,
        Period period,
        long used,
        Limit limit,
        long usedWhileBlocked,
        long events,
        Level level,
        boolean blocked,
        @Nullable String roleId,
        @Nullable Long roleVersion,
        @Nullable String pendingRoleId,
        @Nullable Instant resetsAt,
        Instant asOf) {}
