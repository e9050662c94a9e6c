/** The way in: from the bytes of an input record to a decoded, checked event, without I/O on a stream thread and without losing any record. */
@NullMarked
package tidemark.topology.intake;

import org.jspecify.annotations.NullMarked;
