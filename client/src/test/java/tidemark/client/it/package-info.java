@NullMarked
package tidemark.client.it;

import org.jspecify.annotations.NullMarked;
