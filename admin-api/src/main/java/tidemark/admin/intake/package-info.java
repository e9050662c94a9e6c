/** Usage handed in over HTTP as CloudEvents: read strictly, then written to the log. Knows nothing of HTTP servers. */
@NullMarked
package tidemark.admin.intake;

import org.jspecify.annotations.NullMarked;
