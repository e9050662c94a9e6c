/** Records of Tidemark's topics as the client reads and writes them. Not for users of the client. */
@NullMarked
package tidemark.client.wire;

import org.jspecify.annotations.NullMarked;
