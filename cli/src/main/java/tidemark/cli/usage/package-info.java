/** The commands that ask for and adjust a user's usage, and how a node is asked for usage. */
@NullMarked
package tidemark.cli.usage;

import org.jspecify.annotations.NullMarked;
