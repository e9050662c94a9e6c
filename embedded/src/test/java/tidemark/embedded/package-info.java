/** Tests of the embedded broker and registry. */
@NullMarked
package tidemark.embedded;

import org.jspecify.annotations.NullMarked;
