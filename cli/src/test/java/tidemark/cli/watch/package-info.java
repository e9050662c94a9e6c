/** Tests of the package of this name. */
@NullMarked
package tidemark.cli.watch;

import org.jspecify.annotations.NullMarked;
