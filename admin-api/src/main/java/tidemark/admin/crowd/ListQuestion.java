package tidemark.admin.crowd;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Level;
import tidemark.topology.queries.Sought;

/**
 * Which accounts somebody wants to see, and how.
 *
 * @param entity the tenant
 * @param sought which of its accounts
 * @param sort in which order
 * @param limit how many at a time
 * @param cursor where to go on; null: at the beginning
 */
public record ListQuestion(
        String entity,
        Sought sought,
        Sort sort,
        int limit,
        @Nullable String cursor) {

    /* All but how many and from where: a list may go on with pages of another size. */
    String binding() {
        Level level = sought.level();
        return Cursor.binding(List.of(
                "accounts",
                entity,
                Objects.requireNonNullElse(sought.role(), ""),
                level == null ? "" : level.name(),
                sought.blocked() == null ? "" : sought.blocked().toString(),
                sort.text()));
    }
}
