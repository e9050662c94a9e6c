package tidemark.benchmarks.stack;

/**
 * How a node answers a question about an account.
 *
 * @param here whether it could tell; otherwise the rest means nothing
 * @param blocked whether requests may not start
 * @param used total of the month in micros
 * @param asOfMillis when the answer was made, by the node's clock
 */
public record AccountAnswer(boolean here, boolean blocked, long used, long asOfMillis) {}
