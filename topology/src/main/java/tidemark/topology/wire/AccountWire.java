package tidemark.topology.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.events.BlockDecision;
import tidemark.events.Cause;
import tidemark.events.Decision;
import tidemark.events.DecisionReason;
import tidemark.events.Role;
import tidemark.events.RoleDeletion;
import tidemark.events.RoleState;
import tidemark.events.Scope;
import tidemark.events.UsageEvent;
import tidemark.events.UsageExceeded;
import tidemark.events.UsageWarning;
import tidemark.ledger.AccountId;
import tidemark.ledger.Answer;
import tidemark.ledger.Command.Charge;
import tidemark.ledger.Effect.Crossed;
import tidemark.ledger.Effect.Decided;
import tidemark.ledger.Effect.Standing;
import tidemark.ledger.Limit;
import tidemark.ledger.Message;
import tidemark.ledger.RoleTerms;

/** The account's side of the contracts: ledger values to and from Avro records, field by field. */
public final class AccountWire {

    private AccountWire() {}

    /**
     * The command that a usage event is.
     *
     * @param arrival when the record arrived at the broker, epoch millis
     */
    public static Charge charge(UsageEvent event, long arrival) {
        return new Charge(
                event.getSource(),
                event.getEventId(),
                event.getOccurredAt().toEpochMilli(),
                arrival,
                event.getCreditsMicros(),
                event.getOperationId());
    }

    /** A total that reached the warning threshold. */
    public static UsageWarning warning(AccountId account, Crossed crossed) {
        Standing standing = crossed.standing();
        return new UsageWarning(
                Scope.USER,
                account.entity(),
                account.user(),
                standing.period().toString(),
                crossed.percent(),
                standing.used(),
                standing.limit().micros(),
                standing.roleId(),
                roleVersion(standing),
                standing.sequence(),
                cause(standing),
                standing.causedBy(),
                standing.operationId(),
                Instant.ofEpochMilli(standing.at()),
                Instant.ofEpochMilli(standing.period().endMillis()));
    }

    /** A total that reached its limit. */
    public static UsageExceeded exceeded(AccountId account, Crossed crossed) {
        Standing standing = crossed.standing();
        return new UsageExceeded(
                Scope.USER,
                account.entity(),
                account.user(),
                standing.period().toString(),
                crossed.percent(),
                standing.used(),
                standing.limit().micros(),
                standing.roleId(),
                roleVersion(standing),
                standing.sequence(),
                cause(standing),
                standing.causedBy(),
                standing.operationId(),
                Instant.ofEpochMilli(standing.at()),
                Instant.ofEpochMilli(standing.period().endMillis()));
    }

    /** A changed answer. */
    public static BlockDecision decision(AccountId account, Decided decided) {
        Standing standing = decided.standing();
        Answer answer = decided.answer();
        return new BlockDecision(
                Scope.USER,
                account.entity(),
                account.user(),
                answer.isBlock() ? Decision.BLOCK : Decision.ALLOW,
                DecisionReason.valueOf(decided.reason().name()),
                standing.period().toString(),
                standing.used(),
                limit(standing.limit()),
                standing.roleId(),
                roleVersion(standing),
                standing.sequence(),
                Instant.ofEpochMilli(standing.at()),
                instant(answer.validUntilMillis(standing.period())),
                answer.isBlock() ? Message.USER_LIMIT : null,
                cause(standing),
                standing.causedBy(),
                standing.operationId());
    }

    /** What of a role concerns those who hold it. */
    public static RoleTerms terms(Role role) {
        boolean active = role.getState() == RoleState.ACTIVE;
        Long micros = role.getDefinition().getMonthlyCreditLimitMicros();
        return new RoleTerms(
                role.getRoleId(),
                role.getVersion(),
                active,
                micros == null || !active ? Limit.NONE : Limit.of(micros),
                role.getLastChangeId(),
                role.getDeletions().stream().map(AccountWire::deletion).toList());
    }

    private static RoleTerms.Deletion deletion(RoleDeletion deletion) {
        Long version = deletion.getReassignToVersion();
        return new RoleTerms.Deletion(
                deletion.getVersion(),
                deletion.getChangeId(),
                deletion.getReassignToRoleId(),
                version == null ? 0 : version);
    }

    private static Cause cause(Standing standing) {
        return Cause.valueOf(standing.cause().name());
    }

    private static @Nullable Long limit(Limit limit) {
        return limit.isNone() ? null : limit.micros();
    }

    private static @Nullable Long roleVersion(Standing standing) {
        return standing.roleId() == null ? null : standing.roleVersion();
    }

    private static @Nullable Instant instant(@Nullable Long epochMillis) {
        return epochMillis == null ? null : Instant.ofEpochMilli(epochMillis);
    }
}
