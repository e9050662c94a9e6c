package tidemark.ledger;

/**
 * One role in one entity, written {@code entity/role}.
 *
 * @param entity id of the tenant
 * @param role id of the role inside the tenant
 */
public record RoleId(String entity, String role) {

    /** Checks both ids against the alphabet. */
    public RoleId {
        if (!Ids.isName(entity) || !Ids.isName(role)) {
            throw new IllegalArgumentException("entity and role are 1..255 printable ASCII characters without space and"
                    + " without '/', not '" + entity + "' and '" + role + "'");
        }
    }

    @Override
    public String toString() {
        return entity + "/" + role;
    }
}
