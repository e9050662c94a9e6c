/** The command that publishes usage from files. */
@NullMarked
package tidemark.cli.imports;

import org.jspecify.annotations.NullMarked;
