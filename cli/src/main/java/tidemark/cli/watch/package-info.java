/** The command that follows what Tidemark says. */
@NullMarked
package tidemark.cli.watch;

import org.jspecify.annotations.NullMarked;
