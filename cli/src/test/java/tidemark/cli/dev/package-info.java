/** Tests of the commands that run the ledger. */
@NullMarked
package tidemark.cli.dev;

import org.jspecify.annotations.NullMarked;
