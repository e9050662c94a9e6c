package tidemark.benchmarks.stack;

/**
 * What a replica says of its start.
 *
 * @param readyMillis from its start until it had read everything
 * @param readerMillis of processor time that its thread has taken; on a busy machine this is what the start would take on a quiet one
 * @param accounts it knows then
 * @param heapBytes that it keeps, consumer and all, after a collection
 */
public record ReplicaReport(double readyMillis, double readerMillis, int accounts, long heapBytes) {}
