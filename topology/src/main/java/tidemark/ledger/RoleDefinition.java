package tidemark.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a role is, apart from its id: a change replaces the whole.
 *
 * @param displayName name shown to people
 * @param description what the role is for; null: none given
 * @param type custom or built-in
 * @param limit cap of each holder
 * @param permissions names of what the role grants; kept, not interpreted
 */
public record RoleDefinition(
        String displayName, @Nullable String description, RoleType type, Limit limit, List<String> permissions) {

    /** Copies the list. */
    public RoleDefinition {
        permissions = List.copyOf(permissions);
    }
}
