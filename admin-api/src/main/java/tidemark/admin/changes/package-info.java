/** Changes to roles, assignments and entities: publish one, wait for its answer, know when it is in force everywhere. */
@NullMarked
package tidemark.admin.changes;

import org.jspecify.annotations.NullMarked;
