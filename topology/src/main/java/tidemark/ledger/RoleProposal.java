package tidemark.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A definition as somebody asks for it, not judged yet: {@link RoleRules} makes a {@link RoleDefinition} of it or says
 * what is wrong.
 *
 * @param displayName name shown to people, 1..255 characters (UTF-16 units), not blank
 * @param description what the role is for, at most 4,096 characters; null: none given
 * @param type custom or built-in
 * @param limitMicros cap of each holder in micro-credits, 0..2^53-1; null: none
 * @param permissions names of what the role grants, at most 1,000 of 1..255 characters each; kept as they come, in
 *     their order and with repetitions, as nothing here interprets them
 */
public record RoleProposal(
        String displayName,
        @Nullable String description,
        RoleType type,
        @Nullable Long limitMicros,
        List<String> permissions) {

    /** Copies the list. */
    public RoleProposal {
        permissions = List.copyOf(permissions);
    }

    /** The definition; only for a proposal without fault. */
    RoleDefinition definition() {
        Limit limit = limitMicros == null ? Limit.NONE : Limit.of(limitMicros);
        return new RoleDefinition(displayName, description, type, limit, permissions);
    }
}
