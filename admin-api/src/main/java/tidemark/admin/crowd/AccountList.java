package tidemark.admin.crowd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the accounts that somebody wants to see.
 *
 * @param items the accounts
 * @param nextCursor where it goes on; null: these were the last
 * @param lagRecords by how many records the copies were behind; null: they are those that are worked on
 * @param roleKnown whether the role that was asked for exists; true when none was
 */
public record AccountList(
        List<AccountLine> items,
        @Nullable String nextCursor,
        @Nullable Long lagRecords,
        boolean roleKnown) {

    /** Copies the list. */
    public AccountList {
        items = List.copyOf(items);
    }
}
