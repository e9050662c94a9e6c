/** Whole nodes on a real broker, a real registry and RocksDB, and what happens to them when something breaks. */
@NullMarked
package tidemark.topology.it;

import org.jspecify.annotations.NullMarked;
