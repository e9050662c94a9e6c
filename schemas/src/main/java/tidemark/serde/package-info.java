/** Avro on Kafka in the Confluent wire format, with a client for any registry that speaks the Confluent protocol. */
@NullMarked
package tidemark.serde;

import org.jspecify.annotations.NullMarked;
