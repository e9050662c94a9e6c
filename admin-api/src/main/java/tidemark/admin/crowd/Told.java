package tidemark.admin.crowd;

import org.jspecify.annotations.Nullable;

/**
 * A node's answer to another.
 *
 * @param partitions the partitions that were looked at, like {@code 0-3,7}
 * @param lagRecords by how many records the copies were behind; null: they are those that are worked on
 * @param found what was found there
 */
record Told<F>(String partitions, @Nullable Long lagRecords, F found) {}
