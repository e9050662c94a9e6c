/** All that a service needs of Tidemark in one object. */
@NullMarked
package tidemark.client;

import org.jspecify.annotations.NullMarked;
