/** The commands that ask for and adjust a user's usage. */
@NullMarked
package tidemark.cli.usage;

import org.jspecify.annotations.NullMarked;
