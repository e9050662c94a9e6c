@NullMarked
package tidemark.client.gate;

import org.jspecify.annotations.NullMarked;
