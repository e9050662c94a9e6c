/** Walks: a way through many accounts or entities in slices, between the records, and the calendar that sends them off. */
@NullMarked
package tidemark.topology.walks;

import org.jspecify.annotations.NullMarked;
