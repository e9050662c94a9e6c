package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What became of a role change.
 *
 * @param outcome applied, without change or rejected
 * @param before the role before; null: it did not exist
 * @param after the role afterwards; the same as before unless applied
 */
public record RoleVerdict(
        Outcome outcome,
        @Nullable RoleRecord before,
        @Nullable RoleRecord after) {}
