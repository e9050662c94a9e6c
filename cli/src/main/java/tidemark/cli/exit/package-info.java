/** How commands end: exit codes, and what is said when something went wrong. */
@NullMarked
package tidemark.cli.exit;

import org.jspecify.annotations.NullMarked;
