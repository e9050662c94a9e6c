package tidemark.admin.access;

import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to do something to.
 *
 * @param entity null: the installation
 * @param mspId the MSP of the entity as known now; null: none, or nobody has looked
 * @param user null: the entity as a whole
 */
public record Target(
        @Nullable String entity,
        @Nullable String mspId,
        @Nullable String user) {

    /** The installation as a whole. */
    public static final Target INSTALLATION = new Target(null, null, null);

    /** An entity as a whole. */
    public static Target entity(String entity, @Nullable String mspId) {
        return new Target(entity, mspId, null);
    }

    /** A user of an entity. */
    public static Target user(String entity, @Nullable String mspId, String user) {
        return new Target(entity, mspId, user);
    }
}
