/** What the client counts, for whatever keeps metrics. */
@NullMarked
package tidemark.client.metrics;

import org.jspecify.annotations.NullMarked;
