/** The tidemark command: its root, what it prints on errors, its exit codes. */
@NullMarked
package tidemark.cli;

import org.jspecify.annotations.NullMarked;
