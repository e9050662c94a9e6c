package tidemark.admin.crowd;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.admin.body.DecimalCredits;
import tidemark.ledger.Level;
import tidemark.ledger.Shift;
import tidemark.topology.queries.LimitPreview;

/**
 * What another limit would change.
 *
 * @param counts how many members it would change something for; null: this is not the first page
 * @param items some of those for whom it would change something, by user
 * @param nextCursor where it goes on; null: these were the last
 * @param lagRecords by how many records the copies were behind; null: they are those that are worked on
 * @param roleKnown whether the role exists
 */
public record Preview(
        @Nullable Counts counts,
        List<Line> items,
        @Nullable String nextCursor,
        @Nullable Long lagRecords,
        boolean roleKnown) {

    /** Copies the list. */
    public Preview {
        items = List.copyOf(items);
    }

    /**
     * How many members there are, and for how many of them what would change. Nobody is counted under two changes.
     *
     * @param members all who hold the role
     * @param blocked may start requests now, could not then
     * @param unblocked the other way round
     * @param warned may in either case, and would be warned
     * @param cleared may in either case, and would be warned no longer
     */
    public record Counts(long members, long blocked, long unblocked, long warned, long cleared) {}

    /**
     * One member for whom something would change; names and order of the components are the contract.
     *
     * @param change what would change
     * @param currentLevel level by the limit in force
     * @param currentBlocked whether that blocks
     * @param level level by the other limit
     * @param blocked whether that would block
     */
    public record Line(
            String userId,
            Shift change,
            BigDecimal usedCredits,
            long usedMicros,
            Level currentLevel,
            boolean currentBlocked,
            Level level,
            boolean blocked) {

        static Line of(LimitPreview.Change change) {
            return new Line(
                    change.now().account().user(),
                    change.shift(),
                    DecimalCredits.of(change.now().used()),
                    change.now().used(),
                    change.now().level(),
                    change.now().blocked(),
                    change.level(),
                    change.blocked());
        }
    }
}
