/** The account task: reads a row, lets the ledger decide, writes the row, says what has to be said. */
@NullMarked
package tidemark.topology.accounts;

import org.jspecify.annotations.NullMarked;
