/** What commands read and print: amounts, ids, times, records as JSON. */
@NullMarked
package tidemark.cli.text;

import org.jspecify.annotations.NullMarked;
