package tidemark.admin.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some changes, newest first.
 *
 * @param items as many as were found within the work that one page may be; may be fewer than asked for, or none
 * @param nextCursor what to go on with; null: there are no older ones
 */
public record AuditPage(List<AuditItem> items, @Nullable String nextCursor) {

    /** Copies the list. */
    public AuditPage {
        items = List.copyOf(items);
    }
}
