/** The way out of a task that judges totals: warnings, exceeded events and decisions. */
@NullMarked
package tidemark.topology.announce;

import org.jspecify.annotations.NullMarked;
