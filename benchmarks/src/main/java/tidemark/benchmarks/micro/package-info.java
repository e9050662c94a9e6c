/** What the parts of one usage event's way cost on their own, measured with JMH: no broker, no store, nothing waits. */
@NullMarked
package tidemark.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
