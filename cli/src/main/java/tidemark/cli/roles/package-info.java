/** The commands that change and list roles. */
@NullMarked
package tidemark.cli.roles;

import org.jspecify.annotations.NullMarked;
