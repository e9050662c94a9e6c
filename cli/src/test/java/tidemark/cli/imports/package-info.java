/** Tests of the package of this name. */
@NullMarked
package tidemark.cli.imports;

import org.jspecify.annotations.NullMarked;
