/**
 * Questions about many accounts, put together from what all nodes find among theirs: pages, sorted lists, counts, previews of limits. Knows
 * nothing of HTTP but that nodes can be asked.
 */
@NullMarked
package tidemark.admin.crowd;

import org.jspecify.annotations.NullMarked;
