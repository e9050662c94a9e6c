/** Who changed what: read backwards from the log of answers, a bounded piece at a time. */
@NullMarked
package tidemark.admin.audit;

import org.jspecify.annotations.NullMarked;
