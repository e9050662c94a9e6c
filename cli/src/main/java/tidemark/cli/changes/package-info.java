/** What the commands that change something have in common: their options, their connection, how the result is told. */
@NullMarked
package tidemark.cli.changes;

import org.jspecify.annotations.NullMarked;
