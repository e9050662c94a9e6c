/** Events as they happen, to whoever watches: followed in the log once for a node, told to any number of streams. Knows nothing of HTTP. */
@NullMarked
package tidemark.admin.live;

import org.jspecify.annotations.NullMarked;
