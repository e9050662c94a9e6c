package tidemark.ledger;

/**
 * One user in one entity, written {@code entity/user}. Usage, role and decisions belong to it (R5).
 *
 * @param entity id of the tenant
 * @param user id of the user inside the tenant
 */
public record AccountId(String entity, String user) {

    /** Checks both ids against the alphabet. */
    public AccountId {
        if (!Ids.isName(entity) || !Ids.isName(user)) {
            throw new IllegalArgumentException("entity and user are 1..255 printable ASCII characters without space and"
                    + " without '/', not '" + entity + "' and '" + user + "'");
        }
    }

    /** Reads {@code entity/user}. */
    public static AccountId parse(String key) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("an account is written entity/user, not '" + key + "'");
        }
        return new AccountId(key.substring(0, slash), key.substring(slash + 1));
    }

    @Override
    public String toString() {
        return entity + "/" + user;
    }
}
