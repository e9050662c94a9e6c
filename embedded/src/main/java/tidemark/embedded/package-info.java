/** A real Kafka broker in this JVM and a real schema registry beside it, for the dev stack and for tests. */
@NullMarked
package tidemark.embedded;

import org.jspecify.annotations.NullMarked;
