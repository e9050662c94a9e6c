package tidemark.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list as clients see it; names and order of the components are the contract.
 *
 * @param items some of what was asked for
 * @param nextCursor what to ask for the next ones with; null: these were the last
 */
record ListBody<B>(List<B> items, @Nullable String nextCursor) {

    ListBody {
        items = List.copyOf(items);
    }
}
