/** Usage on its way to Kafka. */
@NullMarked
package tidemark.client.usage;

import org.jspecify.annotations.NullMarked;
