package tidemark.topology.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.events.Actor;
import tidemark.events.ChangeView;
import tidemark.events.Role;
import tidemark.events.RoleChangeKind;
import tidemark.events.RoleDeletion;
import tidemark.events.RoleState;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;
import tidemark.ledger.RoleChange;
import tidemark.ledger.RoleDefinition;
import tidemark.ledger.RoleProposal;
import tidemark.ledger.RoleRecord;
import tidemark.ledger.RoleTerms.Deletion;
import tidemark.ledger.RoleType;

/** Roles and their changes, from the contract's records to the ledger's types and back. */
public final class RoleWire {

    private RoleWire() {}

    /** What a newer writer means that this version has no word for; null: all of it is known. */
    public static @Nullable Rejection unknown(tidemark.events.RoleChange change) {
        if (change.getKind() == RoleChangeKind.UNKNOWN) {
            return new Rejection(
                    Reason.UNKNOWN_KIND,
                    "kind is not one that this version knows; expected CREATE, UPDATE, DUPLICATE or DELETE");
        }
        tidemark.events.RoleDefinition definition = change.getDefinition();
        return definition == null || definition.getType() != tidemark.events.RoleType.UNKNOWN
                ? null
                : new Rejection(
                        Reason.UNKNOWN_KIND,
                        "definition.type is not one that this version knows; expected CUSTOM or BUILT_IN");
    }

    /** The change in the ledger's words; only for one without unknown ones. */
    public static RoleChange change(tidemark.events.RoleChange change) {
        tidemark.events.RoleDefinition definition = change.getDefinition();
        return new RoleChange(
                change.getChangeId(),
                change.getRoleId(),
                kind(change.getKind()),
                definition == null ? null : proposal(definition),
                change.getSourceRoleId(),
                change.getDisplayName(),
                change.getReassignToRoleId(),
                change.getExpectedVersion());
    }

    /** The role as everybody reads it. */
    public static Role role(String entity, RoleRecord role, Instant changedAt, Actor changedBy) {
        return Role.newBuilder()
                .setEntityId(entity)
                .setRoleId(role.roleId())
                .setState(role.active() ? RoleState.ACTIVE : RoleState.DELETED)
                .setDefinition(definition(role.definition()))
                .setVersion(role.version())
                .setLastChangeId(role.changeId())
                .setChangedAt(changedAt)
                .setChangedBy(changedBy)
                .setDeletions(role.deletions().stream().map(RoleWire::deletion).toList())
                .build();
    }

    /** One side of a change; null where there is no role. */
    public static @Nullable ChangeView view(@Nullable RoleRecord role) {
        return role == null || !role.active()
                ? null
                : ChangeView.newBuilder()
                        .setDefinition(definition(role.definition()))
                        .build();
    }

    private static RoleChange.Kind kind(RoleChangeKind kind) {
        return switch (kind) {
            case CREATE -> RoleChange.Kind.CREATE;
            case UPDATE -> RoleChange.Kind.UPDATE;
            case DUPLICATE -> RoleChange.Kind.DUPLICATE;
            case DELETE -> RoleChange.Kind.DELETE;
            case UNKNOWN -> throw new IllegalArgumentException("an unknown kind is refused before");
        };
    }

    private static RoleProposal proposal(tidemark.events.RoleDefinition definition) {
        return new RoleProposal(
                definition.getDisplayName(),
                definition.getDescription(),
                definition.getType() == tidemark.events.RoleType.BUILT_IN ? RoleType.BUILT_IN : RoleType.CUSTOM,
                definition.getMonthlyCreditLimitMicros(),
                definition.getPermissions());
    }

    private static tidemark.events.RoleDefinition definition(RoleDefinition definition) {
        return tidemark.events.RoleDefinition.newBuilder()
                .setDisplayName(definition.displayName())
                .setDescription(definition.description())
                .setType(
                        definition.type() == RoleType.BUILT_IN
                                ? tidemark.events.RoleType.BUILT_IN
                                : tidemark.events.RoleType.CUSTOM)
                .setMonthlyCreditLimitMicros(
                        definition.limit().isNone() ? null : definition.limit().micros())
                .setPermissions(definition.permissions())
                .build();
    }

    private static RoleDeletion deletion(Deletion deletion) {
        boolean moves = deletion.reassignTo() != null;
        return new RoleDeletion(
                deletion.version(),
                deletion.changeId(),
                deletion.reassignTo(),
                moves ? deletion.reassignVersion() : null);
    }
}
