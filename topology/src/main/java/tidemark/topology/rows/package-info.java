/** The byte formats of the rows in the state stores: compact, versioned, without a registry. */
@NullMarked
package tidemark.topology.rows;

import org.jspecify.annotations.NullMarked;
