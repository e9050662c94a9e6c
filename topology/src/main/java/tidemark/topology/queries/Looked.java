package tidemark.topology.queries;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one node found, and where it has looked for it.
 *
 * @param found what was found there
 * @param partitions the partitions that were looked at, all of each; of those that were asked for the others have no copy here that will do
 * @param lagRecords null: all of it is from copies that are worked on. Else by how many records of their changelogs, at most and all
 *     together, the copies were behind
 * @param <F> kind of finding
 */
public record Looked<F>(
        F found, Set<Integer> partitions, @Nullable Long lagRecords) {

    /** Copies the set. */
    public Looked {
        partitions = Set.copyOf(partitions);
    }
}
