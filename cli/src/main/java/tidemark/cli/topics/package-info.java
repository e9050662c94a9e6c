/** The commands that create and check topics. */
@NullMarked
package tidemark.cli.topics;

import org.jspecify.annotations.NullMarked;
