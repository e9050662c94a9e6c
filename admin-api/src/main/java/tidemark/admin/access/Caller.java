package tidemark.admin.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as a token says it.
 *
 * @param user id of the person or service
 * @param entity the entity the caller belongs to; null: none
 * @param permissions what the caller may do in that entity, and in those of the MSP
 * @param msp the MSP the caller acts for; null: none
 * @param scopes what the caller may do as a service or an operator
 */
public record Caller(
        String user,
        @Nullable String entity,
        Set<String> permissions,
        @Nullable String msp,
        Set<String> scopes) {

    /** Whoever asks a node that asks nobody who they are. */
    public static final Caller ANONYMOUS = new Caller("anonymous", null, Set.of(), null, Set.of());

    /** Copies the sets. */
    public Caller {
        permissions = Set.copyOf(permissions);
        scopes = Set.copyOf(scopes);
    }
}
