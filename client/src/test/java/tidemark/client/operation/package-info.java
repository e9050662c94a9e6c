@NullMarked
package tidemark.client.operation;

import org.jspecify.annotations.NullMarked;
