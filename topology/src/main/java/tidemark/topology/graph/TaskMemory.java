package tidemark.topology.graph;

/**
 * What the account tasks of a node may keep on the heap to spare RocksDB; all of it can be read again from there.
 *
 * @param accountRows rows of accounts used lately
 * @param eventFilters what tells that an event is not among those that have left their rows
 */
public record TaskMemory(RowBudget accountRows, HeapBudget eventFilters) {}
