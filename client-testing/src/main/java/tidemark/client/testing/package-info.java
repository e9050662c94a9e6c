/** Tidemark in memory, for the tests of services that use the client. */
@NullMarked
package tidemark.client.testing;

import org.jspecify.annotations.NullMarked;
