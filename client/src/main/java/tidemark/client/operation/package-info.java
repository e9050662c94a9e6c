/** Work that costs credits step by step, and stops at a step's end when they are used up. */
@NullMarked
package tidemark.client.operation;

import org.jspecify.annotations.NullMarked;
