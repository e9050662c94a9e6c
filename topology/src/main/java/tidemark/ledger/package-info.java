/**
 * The rule book (R1..R16) as pure functions: no clock, no randomness, no Kafka, no Avro.
 *
 * <p>{@link tidemark.ledger.Ledger} decides for accounts, {@link tidemark.ledger.RoleRules} for roles. Everything is an
 * immutable value; time, ids and what is stored come in with the call.
 */
@NullMarked
package tidemark.ledger;

import org.jspecify.annotations.NullMarked;
