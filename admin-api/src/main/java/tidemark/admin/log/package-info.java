/** The log as a client sees it: contract records to bytes and back, readers of whole topics, how far the ledger has come. */
@NullMarked
package tidemark.admin.log;

import org.jspecify.annotations.NullMarked;
