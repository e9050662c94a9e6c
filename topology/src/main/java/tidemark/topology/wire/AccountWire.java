package tidemark.topology.wire;

import tidemark.events.Role;
import tidemark.events.RoleDeletion;
import tidemark.events.RoleState;
import tidemark.events.UsageEvent;
import tidemark.ledger.Command.Charge;
import tidemark.ledger.Limit;
import tidemark.ledger.RoleTerms;

/** What the account task reads, from the contract's records to the ledger's types. */
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
}
