/** HTTP over what a node knows: usage of accounts and entities, health, metrics. */
@NullMarked
package tidemark.admin;

import org.jspecify.annotations.NullMarked;
