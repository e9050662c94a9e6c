/** The measurements: one class with a main for each. */
@NullMarked
package tidemark.benchmarks;

import org.jspecify.annotations.NullMarked;
