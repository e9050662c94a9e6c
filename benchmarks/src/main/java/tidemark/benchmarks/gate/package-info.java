/** What the client's gate costs: checks, and the start of its replica. */
@NullMarked
package tidemark.benchmarks.gate;

import org.jspecify.annotations.NullMarked;
