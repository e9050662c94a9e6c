package tidemark.model;

import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.Answer;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.Period;

/** What of an account is compared: all but how events are remembered. */
record Figures(
        @Nullable Period period,
        long used,
        long usedWhileBlocked,
        long events,
        Level level,
        Answer answer,
        long sequence,
        @Nullable String roleId,
        long roleVersion,
        @Nullable String pendingRoleId,
        Limit limit) {

    /** An account that nothing has touched. */
    static final Figures UNKNOWN = new Figures(null, 0, 0, 0, Level.NONE, Answer.ALLOW, 0, null, 0, null, Limit.NONE);

    static Figures of(Account account) {
        return new Figures(
                account.period(),
                account.used(),
                account.usedWhileBlocked(),
                account.events(),
                account.level(),
                account.answer(),
                account.sequence(),
                account.roleId(),
                account.roleVersion(),
                account.pendingRoleId(),
                account.limit());
    }
}
