package tidemark.benchmarks.stack;

/**
 * What a replica says of its start.
 *
 * @param readyMillis from its start until it had read everything
 * @param accounts it knows then
 * @param heapBytes that it keeps, consumer and all, after a collection
 */
public record ReplicaReport(double readyMillis, int accounts, long heapBytes) {}
