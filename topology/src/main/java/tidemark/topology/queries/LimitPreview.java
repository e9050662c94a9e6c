package tidemark.topology.queries;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Level;
import tidemark.ledger.Shift;

/**
 * What another limit would change for those who hold a role.
 *
 * @param changes some of those for whom something would change, in the order of their users
 * @param reached the last user that the changes cover; null: they cover everybody
 * @param counts how many holders there are of each kind of change; null: they were not counted
 * @param roleKnown whether the role exists
 */
public record LimitPreview(
        List<Change> changes,
        @Nullable String reached,
        @Nullable Map<Shift, Long> counts,
        boolean roleKnown) {

    /** Copies list and map. */
    public LimitPreview {
        changes = List.copyOf(changes);
        counts = counts == null ? null : Map.copyOf(counts);
    }

    /**
     * One holder for whom something would change.
     *
     * @param now as it stands
     * @param shift what would change
     * @param level the level by the other limit
     * @param blocked whether the other limit would block
     */
    public record Change(UsageView now, Shift shift, Level level, boolean blocked) {}
}
