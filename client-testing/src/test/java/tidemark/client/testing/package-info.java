@NullMarked
package tidemark.client.testing;

import org.jspecify.annotations.NullMarked;
