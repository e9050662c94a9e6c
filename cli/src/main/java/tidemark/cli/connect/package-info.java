/** Where the cluster, the registry and the HTTP address are, and whether they answer. */
@NullMarked
package tidemark.cli.connect;

import org.jspecify.annotations.NullMarked;
