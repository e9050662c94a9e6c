package tidemark.admin.crowd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which limit somebody thinks of.
 *
 * @param entity the tenant
 * @param role the role
 * @param limitMicros the limit in micros; null: none
 * @param limit how many members at a time
 * @param cursor where to go on; null: at the beginning, with counts
 */
public record PreviewQuestion(
        String entity,
        String role,
        @Nullable Long limitMicros,
        int limit,
        @Nullable String cursor) {

    String binding() {
        return Cursor.binding(List.of("limit-preview", entity, role, String.valueOf(limitMicros)));
    }
}
