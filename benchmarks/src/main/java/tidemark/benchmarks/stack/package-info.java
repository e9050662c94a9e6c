/** What is measured: a broker with its registry, and nodes, each in a JVM of its own. */
@NullMarked
package tidemark.benchmarks.stack;

import org.jspecify.annotations.NullMarked;
