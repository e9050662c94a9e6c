/** Between the contract's Avro records and the ledger's types: mapping, and encoding with the configured serializer. */
@NullMarked
package tidemark.topology.wire;

import org.jspecify.annotations.NullMarked;
