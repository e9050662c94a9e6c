/** The commands that run the ledger: {@code dev} with everything it needs, {@code serve} against an existing cluster. */
@NullMarked
package tidemark.cli.dev;

import org.jspecify.annotations.NullMarked;
