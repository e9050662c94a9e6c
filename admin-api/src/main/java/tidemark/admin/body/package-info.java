/** What goes over the wire as JSON: how it is written, and how what others send is read without trusting it. Knows nothing of HTTP. */
@NullMarked
package tidemark.admin.body;

import org.jspecify.annotations.NullMarked;
