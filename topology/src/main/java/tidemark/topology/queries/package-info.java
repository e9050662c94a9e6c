/** Questions about accounts, answered from this node's stores. */
@NullMarked
package tidemark.topology.queries;

import org.jspecify.annotations.NullMarked;
