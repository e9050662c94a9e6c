/** Tests of the package of this name. */
@NullMarked
package tidemark.cli;

import org.jspecify.annotations.NullMarked;
