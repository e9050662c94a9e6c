package tidemark.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.RoleTerms.Deletion;

/**
 * The rule book for roles: given a change and the roles of the entity as they stand at this point of the log, what is
 * the role next, or why not? Pure: the same input gives the same verdict.
 *
 * <p>{@code expected_version} is compared with the version of {@code role_id}, in every kind: 0 stands for an id that was
 * never used, a deleted role has the version that its deletion made.
 */
public final class RoleRules {

    /** How often one id may be deleted: every deletion stays in its record, and the record must stay small. */
    static final int MAX_DELETIONS = 500;

    private static final String COPY = " (copy)";

    private RoleRules() {}

    /**
     * Judges a change.
     *
     * @param change what is asked
     * @param known what is remembered under the change's id in this entity; null: nothing
     * @param roles a role of the same entity by its id, deleted ones too; null: the id was never used
     */
    public static RoleVerdict judge(
            RoleChange change, @Nullable JudgedChange known, Function<String, @Nullable RoleRecord> roles) {
        if (known != null) {
            return repeated(change, known);
        }
        Rejection fault = RoleForm.fault(change);
        if (fault != null) {
            return RoleVerdict.rejected(null, fault);
        }
        RoleRecord before = roles.apply(change.roleId());
        fault = standingFault(change, before);
        if (fault != null) {
            return RoleVerdict.rejected(before, fault);
        }
        return switch (change.kind()) {
            case CREATE -> applied(change, before, proposed(change).definition());
            case UPDATE -> update(change, known(before));
            case DUPLICATE -> duplicate(change, before, roles);
            case DELETE -> delete(change, known(before), roles);
        };
    }

    /** What is wrong with a change in itself, however the roles stand; null: nothing. */
    public static @Nullable Rejection fault(RoleChange change) {
        return RoleForm.fault(change);
    }

    /* R11 */
    private static RoleVerdict repeated(RoleChange change, JudgedChange known) {
        return known.isSameAs(change)
                ? RoleVerdict.duplicate(known)
                : RoleVerdict.rejected(
                        null,
                        new Rejection(
                                Reason.CHANGE_ID_CONFLICT,
                                "change_id '" + change.changeId()
                                        + "' was judged with another content; expected an id of its own"));
    }

    /* Whether the role stands as the kind of change and the asker expect. */
    private static @Nullable Rejection standingFault(RoleChange change, @Nullable RoleRecord role) {
        boolean active = role != null && role.active();
        boolean makes = change.kind() == RoleChange.Kind.CREATE || change.kind() == RoleChange.Kind.DUPLICATE;
        if (makes && active) {
            return new Rejection(Reason.ROLE_EXISTS, described(change.roleId(), role) + "; expected no such role");
        }
        if (!makes && !active) {
            return new Rejection(Reason.ROLE_NOT_FOUND, described(change.roleId(), role) + "; expected a role");
        }
        long version = role == null ? 0 : role.version();
        if (change.expectedVersion() != null && change.expectedVersion() != version) {
            return new Rejection(
                    Reason.VERSION_MISMATCH,
                    described(change.roleId(), role) + "; expected_version is " + change.expectedVersion());
        }
        if (role != null && !active && role.deletions().size() >= MAX_DELETIONS) {
            return new Rejection(
                    Reason.ROLE_ID_WORN_OUT,
                    "role_id '" + change.roleId() + "' was deleted "
                            + role.deletions().size() + " times; expected at most " + (MAX_DELETIONS - 1)
                            + ", use another id");
        }
        return null;
    }

    private static RoleVerdict update(RoleChange change, RoleRecord role) {
        RoleDefinition next = proposed(change).definition();
        if (next.type() != role.definition().type()) {
            return RoleVerdict.rejected(
                    role,
                    new Rejection(
                            Reason.TYPE_FIXED,
                            "definition.type is " + next.type() + "; expected "
                                    + role.definition().type() + ", as role '" + role.roleId() + "' was made"));
        }
        return next.equals(role.definition()) ? RoleVerdict.noChange(role) : applied(change, role, next);
    }

    /* R3, R6 */
    private static RoleVerdict duplicate(
            RoleChange change, @Nullable RoleRecord before, Function<String, @Nullable RoleRecord> roles) {
        String sourceId = present(change.sourceRoleId());
        RoleRecord source = roles.apply(sourceId);
        if (source == null || !source.active()) {
            return RoleVerdict.rejected(
                    before,
                    new Rejection(
                            Reason.SOURCE_ROLE_NOT_FOUND,
                            "source_role_id: " + described(sourceId, source) + "; expected a role to copy"));
        }
        RoleDefinition original = source.definition();
        RoleDefinition copy = new RoleDefinition(
                change.displayName() == null ? nameOfCopy(original.displayName()) : change.displayName(),
                original.description(),
                RoleType.CUSTOM,
                original.type() == RoleType.CUSTOM ? original.limit() : Limit.NONE,
                original.permissions());
        return applied(change, before, copy);
    }

    /* R4: whom the deletion moves where is fixed here, by the versions at this point of the log. */
    private static RoleVerdict delete(
            RoleChange change, RoleRecord role, Function<String, @Nullable RoleRecord> roles) {
        String targetId = change.reassignTo();
        RoleRecord target = targetId == null ? null : roles.apply(targetId);
        Rejection fault = targetId == null ? null : targetFault(role, targetId, target);
        if (fault != null) {
            return RoleVerdict.rejected(role, fault);
        }
        long version = role.version() + 1;
        List<Deletion> deletions = new ArrayList<>(role.deletions());
        deletions.add(new Deletion(version, change.changeId(), targetId, target == null ? 0 : target.version()));
        RoleRecord after =
                new RoleRecord(role.roleId(), version, false, role.definition(), change.changeId(), deletions);
        return RoleVerdict.applied(role, after);
    }

    private static @Nullable Rejection targetFault(RoleRecord role, String targetId, @Nullable RoleRecord target) {
        if (targetId.equals(role.roleId())) {
            return new Rejection(
                    Reason.INVALID_FIELD,
                    "reassign_to_role_id is '" + targetId + "', the role to delete; expected another role");
        }
        return target != null && target.active()
                ? null
                : new Rejection(
                        Reason.REASSIGN_ROLE_NOT_FOUND,
                        "reassign_to_role_id: " + described(targetId, target) + "; expected a role for the members");
    }

    private static RoleVerdict applied(RoleChange change, @Nullable RoleRecord before, RoleDefinition definition) {
        RoleRecord after = new RoleRecord(
                change.roleId(),
                before == null ? 1 : before.version() + 1,
                true,
                definition,
                change.changeId(),
                before == null ? List.of() : before.deletions());
        return RoleVerdict.applied(before, after);
    }

    private static String described(String roleId, @Nullable RoleRecord role) {
        if (role == null) {
            return "role '" + roleId + "' was never made";
        }
        return "role '" + roleId + "' " + (role.active() ? "has version " : "was deleted, by version ")
                + role.version();
    }

    /* Cut where needed, but not through a character that takes two chars. */
    private static String nameOfCopy(String original) {
        int end = Math.min(original.length(), RoleForm.MAX_NAME - COPY.length());
        if (end < original.length() && Character.isHighSurrogate(original.charAt(end - 1))) {
            end--;
        }
        return original.substring(0, end) + COPY;
    }

    private static RoleProposal proposed(RoleChange change) {
        return present(change.definition());
    }

    private static RoleRecord known(@Nullable RoleRecord role) {
        return present(role);
    }

    private static <T> T present(@Nullable T checked) {
        if (checked == null) {
            throw new IllegalStateException("checked before");
        }
        return checked;
    }
}
