package tidemark.client.gate;

/**
 * One user in one entity, written {@code entity/user}.
 *
 * @param entityId id of the tenant
 * @param userId id of the user inside the tenant
 */
public record Account(String entityId, String userId) {

    /**
     * Checks both ids.
     *
     * @throws IllegalArgumentException naming the id that is not 1..255 printable ASCII characters without space and without '/'
     */
    public Account {
        AccountIds.require("entityId", entityId);
        AccountIds.require("userId", userId);
    }

    /** The key of its records. */
    @Override
    public String toString() {
        return entityId + "/" + userId;
    }
}
