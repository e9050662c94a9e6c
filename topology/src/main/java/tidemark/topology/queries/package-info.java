/** Questions about accounts and entities, answered from this node's stores. */
@NullMarked
package tidemark.topology.queries;

import org.jspecify.annotations.NullMarked;
