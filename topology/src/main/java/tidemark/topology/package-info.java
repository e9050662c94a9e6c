/** The Kafka Streams shell around the rules: draws the graph, runs it, and answers what it knows. */
@NullMarked
package tidemark.topology;

import org.jspecify.annotations.NullMarked;
