package tidemark.ledger;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is refused of a role change without looking at any role: ids, texts, amounts, and fields out of place. */
final class RoleForm {

    static final int MAX_NAME = 255;
    static final int MAX_DESCRIPTION = 4_096;
    static final int MAX_PERMISSIONS = 1_000;

    /* An answer shows a definition before and after: two of them and the rest must fit in a record of 1 MiB. */
    static final int MAX_DEFINITION_BYTES = 256 * 1024;

    private static final String NO_SLASH = " and without '/'";

    private RoleForm() {}

    /** The first fault; null: there is none. */
    static @Nullable Rejection fault(RoleChange change) {
        Rejection fault = idFault(change);
        if (fault == null) {
            fault = placeFault(change);
        }
        if (fault == null && change.displayName() != null) {
            fault = nameFault("display_name", change.displayName());
        }
        if (fault == null && change.definition() != null) {
            fault = definitionFault(change.definition());
        }
        return fault;
    }

    private static @Nullable Rejection idFault(RoleChange change) {
        if (!Ids.isToken(change.changeId())) {
            return Intake.badId("change_id", change.changeId(), "");
        }
        if (!Ids.isName(change.roleId())) {
            return Intake.badId("role_id", change.roleId(), NO_SLASH);
        }
        if (change.sourceRoleId() != null && !Ids.isName(change.sourceRoleId())) {
            return Intake.badId("source_role_id", change.sourceRoleId(), NO_SLASH);
        }
        if (change.reassignTo() != null && !Ids.isName(change.reassignTo())) {
            return Intake.badId("reassign_to_role_id", change.reassignTo(), NO_SLASH);
        }
        if (change.expectedVersion() != null && change.expectedVersion() < 0) {
            return invalid("expected_version is " + change.expectedVersion()
                    + "; expected 0 for an id never used, or a version from 1");
        }
        return null;
    }

    /* What a kind needs must be there, what belongs to another kind must not: it would be ignored in silence. */
    private static @Nullable Rejection placeFault(RoleChange change) {
        RoleChange.Kind kind = change.kind();
        boolean defines = kind == RoleChange.Kind.CREATE || kind == RoleChange.Kind.UPDATE;
        boolean copies = kind == RoleChange.Kind.DUPLICATE;
        if (defines && change.definition() == null) {
            return invalid("definition is absent; " + kind + " needs it");
        }
        if (copies && change.sourceRoleId() == null) {
            return invalid("source_role_id is absent; DUPLICATE needs it");
        }
        if (!defines && change.definition() != null) {
            return misplaced("definition", kind, "CREATE and UPDATE");
        }
        if (!copies && change.sourceRoleId() != null) {
            return misplaced("source_role_id", kind, "DUPLICATE");
        }
        if (!copies && change.displayName() != null) {
            return misplaced("display_name beside the definition", kind, "DUPLICATE");
        }
        if (kind != RoleChange.Kind.DELETE && change.reassignTo() != null) {
            return misplaced("reassign_to_role_id", kind, "DELETE");
        }
        return null;
    }

    private static @Nullable Rejection definitionFault(RoleProposal proposal) {
        Rejection fault = nameFault("definition.display_name", proposal.displayName());
        if (fault == null) {
            fault = descriptionFault(proposal.description());
        }
        if (fault == null) {
            fault = limitFault(proposal);
        }
        if (fault == null) {
            fault = permissionsFault(proposal);
        }
        return fault == null ? sizeFault(proposal) : fault;
    }

    static @Nullable Rejection nameFault(String field, String name) {
        if (name.isBlank()) {
            return invalid(field + " is blank; expected 1.." + MAX_NAME + " characters");
        }
        return name.length() <= MAX_NAME ? null : tooLong(field, name, MAX_NAME);
    }

    private static @Nullable Rejection descriptionFault(@Nullable String description) {
        return description == null || description.length() <= MAX_DESCRIPTION
                ? null
                : tooLong("definition.description", description, MAX_DESCRIPTION);
    }

    /* R3 */
    private static @Nullable Rejection limitFault(RoleProposal proposal) {
        Long micros = proposal.limitMicros();
        if (micros == null) {
            return null;
        }
        if (micros < 0 || micros > Credits.MAX_MICROS) {
            return new Rejection(
                    Reason.LIMIT_OUT_OF_RANGE,
                    "definition.monthly_credit_limit_micros is " + micros + "; expected 0.." + Credits.MAX_MICROS
                            + ", or none");
        }
        return proposal.type() == RoleType.CUSTOM
                ? null
                : new Rejection(
                        Reason.BUILT_IN_LIMIT,
                        "definition.monthly_credit_limit_micros is " + micros
                                + " and definition.type BUILT_IN; expected no limit on a built-in role");
    }

    private static @Nullable Rejection permissionsFault(RoleProposal proposal) {
        int count = proposal.permissions().size();
        if (count > MAX_PERMISSIONS) {
            return invalid("definition.permissions has " + count + " entries; expected at most " + MAX_PERMISSIONS);
        }
        for (int i = 0; i < count; i++) {
            Rejection fault = nameFault(
                    "definition.permissions[" + i + "]", proposal.permissions().get(i));
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static @Nullable Rejection sizeFault(RoleProposal proposal) {
        int bytes = bytes(proposal.displayName())
                + (proposal.description() == null ? 0 : bytes(proposal.description()))
                + proposal.permissions().stream().mapToInt(RoleForm::bytes).sum();
        return bytes <= MAX_DEFINITION_BYTES
                ? null
                : invalid("definition has " + bytes + " bytes of text in UTF-8; expected at most "
                        + MAX_DEFINITION_BYTES);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Rejection tooLong(String field, String text, int most) {
        return invalid(field + " has " + text.length() + " characters; expected at most " + most);
    }

    private static Rejection misplaced(String field, RoleChange.Kind kind, String owner) {
        return invalid(field + " is present; expected it for " + owner + " only, not for " + kind);
    }

    private static Rejection invalid(String detail) {
        return new Rejection(Reason.INVALID_FIELD, detail);
    }
}
