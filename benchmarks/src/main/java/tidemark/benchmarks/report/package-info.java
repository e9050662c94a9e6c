/** What is written down: medians, tables, the machine. */
@NullMarked
package tidemark.benchmarks.report;

import org.jspecify.annotations.NullMarked;
