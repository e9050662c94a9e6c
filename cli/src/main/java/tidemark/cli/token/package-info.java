/** The command that prints tokens for dev stacks. */
@NullMarked
package tidemark.cli.token;

import org.jspecify.annotations.NullMarked;
