/** What the processors of the graph share: names and collaborators. */
@NullMarked
package tidemark.topology.graph;

import org.jspecify.annotations.NullMarked;
