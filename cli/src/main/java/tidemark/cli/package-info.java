/** The tidemark command. */
@NullMarked
package tidemark.cli;

import org.jspecify.annotations.NullMarked;
