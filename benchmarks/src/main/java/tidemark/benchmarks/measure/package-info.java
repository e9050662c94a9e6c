/** How it is measured: one trial at a time, with its raw numbers. */
@NullMarked
package tidemark.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
