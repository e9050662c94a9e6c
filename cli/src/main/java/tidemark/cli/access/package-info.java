/** The tokens of dev stacks: the key of each, and where the commands of the same user find it. */
@NullMarked
package tidemark.cli.access;

import org.jspecify.annotations.NullMarked;
