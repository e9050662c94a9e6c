/** The entity task: judges changes of entities, adds up what the partitions report, says what has to be said. */
@NullMarked
package tidemark.topology.entities;

import org.jspecify.annotations.NullMarked;
