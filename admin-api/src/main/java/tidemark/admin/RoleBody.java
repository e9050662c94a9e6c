package tidemark.admin;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.admin.body.DecimalCredits;
import tidemark.admin.replica.RoleRecord;
import tidemark.events.ChangeResult;
import tidemark.events.RoleDefinition;
import tidemark.events.RoleState;
import tidemark.events.RoleType;

/**
 * A role as clients see it; names and order of the components are the contract.
 *
 * @param monthlyCreditLimit of each holder; null: none
 * @param state ACTIVE or DELETED; of a deleted role the rest is what it was
 * @param version counts the accepted changes of this id; the ETag
 * @param assignedUsersCount how many users hold it; null: that was not counted
 * @param changedAt when it got this version; null: not known here
 * @param changedBy who asked for that; null: not known here
 */
record RoleBody(
        String roleId,
        String displayName,
        @Nullable String description,
        RoleType type,
        @Nullable BigDecimal monthlyCreditLimit,
        List<String> permissions,
        RoleState state,
        long version,
        @Nullable Long assignedUsersCount,
        @Nullable String changedAt,
        @Nullable String changedBy) {

    RoleBody {
        permissions = List.copyOf(permissions);
    }

    static RoleBody of(RoleRecord role, @Nullable Long members) {
        return new RoleBody(
                role.roleId(),
                role.displayName(),
                role.description(),
                role.type(),
                DecimalCredits.orNull(role.limitMicros()),
                role.permissions(),
                role.state(),
                role.version(),
                members,
                BodyFields.millis(role.changedAt()),
                role.changedBy());
    }

    /** The role that a change made, as its answer says. */
    static RoleBody of(ChangeResult answer, RoleDefinition definition, long version, boolean made) {
        Instant at = answer.getAt();
        return new RoleBody(
                answer.getSubject().getId(),
                definition.getDisplayName(),
                definition.getDescription(),
                definition.getType(),
                DecimalCredits.orNull(definition.getMonthlyCreditLimitMicros()),
                definition.getPermissions(),
                RoleState.ACTIVE,
                version,
                null,
                made ? BodyFields.millis(at) : null,
                made ? answer.getActor().getUserId() : null);
    }
}
