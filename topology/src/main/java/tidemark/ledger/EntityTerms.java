package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What an entity was told about itself.
 *
 * @param displayName name for people; null: none was ever given
 * @param mspId managed service provider that administers it; null: none was ever named
 * @param limit cap of the whole entity
 * @param version counts the accepted changes, from 1; 0: nobody ever said anything
 * @param changeId the change that made this version; null with none
 */
public record EntityTerms(
        @Nullable String displayName,
        @Nullable String mspId,
        Limit limit,
        long version,
        @Nullable String changeId) {

    /** Nobody ever said anything about the entity: it is known by its usage alone. */
    public static final EntityTerms NONE = new EntityTerms(null, null, Limit.NONE, 0, null);
}
