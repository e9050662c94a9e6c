/** Tests of the package of this name. */
@NullMarked
package tidemark.cli.text;

import org.jspecify.annotations.NullMarked;
