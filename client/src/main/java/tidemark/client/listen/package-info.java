/** Warnings, exceeded limits and decisions as they are announced, for services that send mails or show banners. */
@NullMarked
package tidemark.client.listen;

import org.jspecify.annotations.NullMarked;
