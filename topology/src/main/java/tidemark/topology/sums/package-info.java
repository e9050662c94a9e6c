/** What the accounts of one partition add to their entities' months: summed on the heap, reported as absolute sums. */
@NullMarked
package tidemark.topology.sums;

import org.jspecify.annotations.NullMarked;
