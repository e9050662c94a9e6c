/** The topics of a Tidemark installation: what they are called, how they are created, whether they stand as they must. */
@NullMarked
package tidemark.topics;

import org.jspecify.annotations.NullMarked;
