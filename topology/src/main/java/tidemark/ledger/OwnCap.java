package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/** Whether a change raised the cap of whoever asked for it (R17): that is allowed, but it is told. Pure. */
public final class OwnCap {

    private OwnCap() {}

    /**
     * The asker's own account in an entity. Who does not say which entity they belong to is taken for somebody of this one: leaving it out
     * must be no way around the rule.
     *
     * @param entity where something is changed
     * @param actorUser who asked
     * @param actorEntity the entity that the asker belongs to; null: not said
     * @return null: the asker has none there
     */
    public static @Nullable AccountId accountOf(String entity, String actorUser, @Nullable String actorEntity) {
        boolean there = actorEntity == null || actorEntity.equals(entity);
        return there && Ids.isName(actorUser) ? new AccountId(entity, actorUser) : null;
    }

    /** Whether the second cap lets through what the first did not; no cap at all is the highest. */
    public static boolean raised(Limit before, Limit after) {
        if (before.isNone()) {
            return false;
        }
        return after.isNone() || after.micros() > before.micros();
    }
}
