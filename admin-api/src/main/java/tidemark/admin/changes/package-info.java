/** Changes to roles and assignments: publish one, wait for its answer, know when it is in force everywhere. */
@NullMarked
package tidemark.admin.changes;

import org.jspecify.annotations.NullMarked;
