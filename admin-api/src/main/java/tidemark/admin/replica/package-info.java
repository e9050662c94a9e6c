/** What every node knows without asking another: entities and roles as they stand now, followed live. */
@NullMarked
package tidemark.admin.replica;

import org.jspecify.annotations.NullMarked;
