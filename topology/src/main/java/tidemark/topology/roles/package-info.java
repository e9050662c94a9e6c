/** The judge of role changes: takes them in the order of the log, answers each, and tells every partition what holds now. */
@NullMarked
package tidemark.topology.roles;

import org.jspecify.annotations.NullMarked;
