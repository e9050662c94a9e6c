/** What Tidemark is compared with: other Kafka Streams programs on the same usage, run by the same JVM. */
@NullMarked
package tidemark.benchmarks.rivals;

import org.jspecify.annotations.NullMarked;
