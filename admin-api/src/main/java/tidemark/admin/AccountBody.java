package tidemark.admin;

import org.jspecify.annotations.Nullable;
import tidemark.topology.queries.UsageView;

/**
 * One account in one month as nodes tell it to each other: what the answer to a client is made of, without its entity. Amounts are micros.
 *
 * @param blocked whether the limit of the role blocks
 */
record AccountBody(
        String entityId,
        String userId,
        String period,
        long usedMicros,
        @Nullable Long limitMicros,
        @Nullable Long remainingMicros,
        long usedWhileBlockedMicros,
        long events,
        String level,
        boolean blocked,
        @Nullable String roleId,
        @Nullable Long roleVersion,
        @Nullable String pendingRoleId,
        @Nullable String resetsAt,
        String asOf) {

    static AccountBody of(UsageView view) {
        return new AccountBody(
                view.account().entity(),
                view.account().user(),
                view.period().toString(),
                view.used(),
                BodyFields.limit(view.limit()),
                BodyFields.remaining(view.limit(), view.used()),
                view.usedWhileBlocked(),
                view.events(),
                view.level().name(),
                view.blocked(),
                view.roleId(),
                view.roleVersion(),
                view.pendingRoleId(),
                BodyFields.resetsAt(view.resetsAt()),
                BodyFields.millis(view.asOf()));
    }
}
