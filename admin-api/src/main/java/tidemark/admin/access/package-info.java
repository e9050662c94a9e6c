/** Who may do what over HTTP (R17): callers from bearer tokens, rights, and the policy that judges the one by the other. */
@NullMarked
package tidemark.admin.access;

import org.jspecify.annotations.NullMarked;
