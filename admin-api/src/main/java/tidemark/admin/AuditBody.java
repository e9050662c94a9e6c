package tidemark.admin;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.admin.audit.AuditItem;
import tidemark.admin.audit.AuditKind;
import tidemark.admin.body.DecimalCredits;
import tidemark.events.Actor;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.ChangeView;
import tidemark.events.EntityDefinition;
import tidemark.events.RoleDefinition;

/**
 * One change as auditors see it; names and order of the components are the contract.
 *
 * @param kind ROLE, ASSIGNMENT or ENTITY
 * @param subjectId id of the role, the user or the entity
 * @param reason why it was rejected; null otherwise
 * @param limitChanged whether the limit of the role or entity became another one
 * @param raisesOwnCap whether it raised the cap of whoever asked for it
 * @param before how the subject stood; null: nothing changed, or it was not there
 * @param after how it stands since; null: nothing changed, or it is not there any more
 * @param reassignTo where the members of a deleted role moved; null: nowhere
 */
record AuditBody(
        String changeId,
        String at,
        AuditKind kind,
        String subjectId,
        ChangeOutcome outcome,
        @Nullable String reason,
        @Nullable String detail,
        boolean limitChanged,
        boolean raisesOwnCap,
        @Nullable Map<String, @Nullable Object> before,
        @Nullable Map<String, @Nullable Object> after,
        @Nullable String reassignTo,
        @Nullable Long version,
        Who actor) {

    static AuditBody of(AuditItem item) {
        ChangeResult result = item.result();
        return new AuditBody(
                result.getChangeId(),
                BodyFields.millis(item.at()),
                item.kind(),
                item.subjectId(),
                item.outcome(),
                result.getReason(),
                result.getDetail(),
                item.limitChanged(),
                item.raisesOwnCap(),
                side(item.kind(), result.getBefore()),
                side(item.kind(), result.getAfter()),
                result.getReassignToRoleId(),
                result.getVersion(),
                Who.of(item.actor()));
    }

    private static @Nullable Map<String, @Nullable Object> side(AuditKind kind, @Nullable ChangeView view) {
        if (view == null) {
            return null;
        }
        Map<String, @Nullable Object> side = new LinkedHashMap<>();
        RoleDefinition role = view.getDefinition();
        EntityDefinition entity = view.getEntity();
        if (role != null) {
            side.put("display_name", role.getDisplayName());
            side.put("description", role.getDescription());
            side.put("type", role.getType());
            side.put("monthly_credit_limit", credits(role.getMonthlyCreditLimitMicros()));
            side.put("permissions", List.copyOf(role.getPermissions()));
        } else if (entity != null) {
            side.put("display_name", entity.getDisplayName());
            side.put("msp_id", entity.getMspId());
            side.put("monthly_credit_limit", credits(entity.getMonthlyCreditLimitMicros()));
        } else if (kind == AuditKind.ASSIGNMENT) {
            side.put("role_id", view.getRoleId());
        }
        return side;
    }

    private static @Nullable BigDecimal credits(@Nullable Long micros) {
        return DecimalCredits.orNull(micros);
    }

    /**
     * Who asked for a change.
     *
     * @param entityId the entity they belong to; null: none was said
     * @param mspId the MSP they acted for; null: none
     * @param authority the permission or scope under which; kafka-acl where the change was written to Kafka directly
     */
    record Who(
            String userId,
            @Nullable String entityId,
            @Nullable String mspId,
            String authority) {

        static Who of(Actor actor) {
            return new Who(actor.getUserId(), actor.getEntityId(), actor.getMspId(), actor.getAuthority());
        }
    }
}
