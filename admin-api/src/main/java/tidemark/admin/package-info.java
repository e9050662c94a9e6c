/** HTTP over what a node knows: usage of an account, health, metrics. */
@NullMarked
package tidemark.admin;

import org.jspecify.annotations.NullMarked;
