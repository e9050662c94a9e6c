package tidemark.admin.crowd;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.topology.queries.Looked;

/**
 * What the nodes found, of those partitions alone that they had.
 *
 * @param findings what each found
 * @param lagRecords by how many records all copies together were behind; null: they are those that are worked on
 */
record Merged<F>(List<F> findings, @Nullable Long lagRecords) {

    static <F> Merged<F> of(List<Looked<F>> found) {
        Long lag = null;
        for (Looked<F> looked : found) {
            Long behind = looked.lagRecords();
            lag = behind == null ? lag : Long.valueOf(behind + (lag == null ? 0 : lag));
        }
        return new Merged<>(
                found.stream()
                        .filter(looked -> !looked.partitions().isEmpty())
                        .map(Looked::found)
                        .toList(),
                lag);
    }
}
