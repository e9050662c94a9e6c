/** What a node is given to do: usage, limits and roles. */
@NullMarked
package tidemark.benchmarks.load;

import org.jspecify.annotations.NullMarked;
