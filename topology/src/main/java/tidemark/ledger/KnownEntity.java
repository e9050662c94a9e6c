package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What a task of accounts knows about an entity.
 *
 * @param terms name, MSP and limit
 * @param leeway how much it may add before anybody waits for it; null: not told yet
 */
public record KnownEntity(EntityTerms terms, @Nullable Leeway leeway) {

    /** Nobody ever said anything about the entity. */
    public static final KnownEntity UNKNOWN = new KnownEntity(EntityTerms.NONE, null);

    /** The same with other terms. */
    public KnownEntity with(EntityTerms other) {
        return new KnownEntity(other, leeway);
    }

    /** The same with another leeway. */
    public KnownEntity with(Leeway other) {
        return new KnownEntity(terms, other);
    }

    /**
     * Whether somebody may be waiting for a sum of this entity, because a threshold could have been reached by it.
     *
     * @param month that it is of
     * @param changed by how much it differs from what was reported last, in micros, not negative
     * @param fell whether a correction is among it
     */
    public boolean isUrgent(Period month, long changed, boolean fell) {
        return !terms.limit().isNone() && (leeway == null || !leeway.covers(month, changed, fell));
    }
}
