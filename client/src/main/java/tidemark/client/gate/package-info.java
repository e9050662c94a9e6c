/** May a request start? Answered from a local replica of the decisions. */
@NullMarked
package tidemark.client.gate;

import org.jspecify.annotations.NullMarked;
