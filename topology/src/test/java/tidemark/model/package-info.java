/**
 * A deliberately naive second reading of the rules, and random histories that are played on both.
 *
 * <p>Nothing of {@code tidemark.ledger} is shared but the value types in which the two are compared.
 */
@NullMarked
package tidemark.model;

import org.jspecify.annotations.NullMarked;
