package tidemark.admin.replica;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.events.Role;
import tidemark.events.RoleDefinition;
import tidemark.events.RoleState;
import tidemark.events.RoleType;

/**
 * A role as it stands; of a deleted one, what it was.
 *
 * @param entityId the entity it belongs to
 * @param roleId its id
 * @param state ACTIVE or DELETED
 * @param type CUSTOM or BUILT_IN
 * @param displayName name for people
 * @param description a text for people; null: none
 * @param limitMicros the monthly limit of each holder in micros; null: none
 * @param permissions what its holders may do elsewhere
 * @param version counts the accepted changes of this id, from 1
 * @param changedAt when it got this version
 * @param changedBy who asked for that
 */
public record RoleRecord(
        String entityId,
        String roleId,
        RoleState state,
        RoleType type,
        String displayName,
        @Nullable String description,
        @Nullable Long limitMicros,
        List<String> permissions,
        long version,
        Instant changedAt,
        String changedBy) {

    /** Copies the list. */
    public RoleRecord {
        permissions = List.copyOf(permissions);
    }

    static RoleRecord of(Role role) {
        RoleDefinition definition = role.getDefinition();
        return new RoleRecord(
                role.getEntityId(),
                role.getRoleId(),
                role.getState(),
                definition.getType(),
                definition.getDisplayName(),
                definition.getDescription(),
                definition.getMonthlyCreditLimitMicros(),
                definition.getPermissions(),
                role.getVersion(),
                role.getChangedAt(),
                role.getChangedBy().getUserId());
    }

    /** Whether it is not deleted. */
    public boolean isActive() {
        return state == RoleState.ACTIVE;
    }
}
