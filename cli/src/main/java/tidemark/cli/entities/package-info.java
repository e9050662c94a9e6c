/** The commands about entities. */
@NullMarked
package tidemark.cli.entities;

import org.jspecify.annotations.NullMarked;
