package tidemark.admin;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.admin.body.FieldFault;
import tidemark.admin.body.StrictBody;
import tidemark.events.RoleChange;
import tidemark.events.RoleDefinition;
import tidemark.events.RoleType;
import tidemark.ledger.Rejection;
import tidemark.ledger.RoleRules;
import tidemark.topology.wire.RoleWire;

/** Reads roles out of bodies; what a role may be is for the rules to say. */
final class RoleFields {

    /** What a new role is made of. */
    static final Set<String> OF_NEW =
            Set.of("role_id", "display_name", "description", "type", "monthly_credit_limit", "permissions");

    /** What a role is replaced by. */
    static final Set<String> OF_CHANGED =
            Set.of("display_name", "description", "type", "monthly_credit_limit", "permissions");

    private static final String ID = "1 to 255 printable ASCII characters without space and without '/'";
    private static final String NAME = "a text of 1 to 255 characters";
    private static final String DESCRIPTION = "a text of at most 4096 characters, or null";
    private static final String TYPE = "CUSTOM or BUILT_IN";
    private static final String PERMISSIONS = "a list of texts";

    private RoleFields() {}

    /** The id of a role; its alphabet is judged with the change. */
    static String id(StrictBody body) {
        return body.text("role_id", ID);
    }

    /** The name of a copy; null: made of the original's. */
    static @Nullable String nameOrNull(StrictBody body) {
        return body.textOrNull("display_name", NAME);
    }

    /** A new role: a text, list or type that is left out is none, empty or CUSTOM; a limit has to be said. */
    static RoleDefinition ofNew(StrictBody body) {
        RoleType type = type(body);
        return definition(body, type == null ? RoleType.CUSTOM : type);
    }

    /** The whole of a role: nothing may be left out but the type, as what is left out would be lost. */
    static RoleDefinition ofChanged(StrictBody body, RoleType known) {
        require(body, "description", DESCRIPTION);
        if (!body.has("permissions") || body.textsOrNull("permissions", PERMISSIONS) == null) {
            throw new FieldFault("permissions", PERMISSIONS);
        }
        RoleType type = type(body);
        return definition(body, type == null ? known : type);
    }

    /**
     * Lets a change pass that is nothing but wrong in itself.
     *
     * @throws Refusal that names the field
     */
    static RoleChange wellFormed(RoleChange change) {
        Rejection fault = RoleRules.fault(RoleWire.change(change));
        if (fault != null) {
            throw Rejections.ofForm(fault);
        }
        return change;
    }

    private static RoleDefinition definition(StrictBody body, RoleType type) {
        return new RoleDefinition(
                body.text("display_name", NAME),
                body.textOrNull("description", DESCRIPTION),
                type,
                body.limit("monthly_credit_limit"),
                Objects.requireNonNullElse(body.textsOrNull("permissions", PERMISSIONS), List.of()));
    }

    private static @Nullable RoleType type(StrictBody body) {
        if (!body.has("type")) {
            return null;
        }
        return switch (body.text("type", TYPE)) {
            case "CUSTOM" -> RoleType.CUSTOM;
            case "BUILT_IN" -> RoleType.BUILT_IN;
            default -> throw new FieldFault("type", TYPE);
        };
    }

    private static void require(StrictBody body, String field, String expected) {
        if (!body.has(field)) {
            throw new FieldFault(field, expected);
        }
    }
}
