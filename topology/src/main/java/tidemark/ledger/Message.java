package tidemark.ledger;

/** The texts that blocked users read, to the letter (R16). */
public final class Message {

    /** On a block by the role's limit. */
    public static final String USER_LIMIT =
            "You have reached your monthly usage limit. Please contact an administrator.";

    /** On a block by the entity's limit alone. */
    public static final String ENTITY_LIMIT =
            "Your organization has reached its monthly usage limit. Please contact an administrator.";

    private Message() {}

    /** The text of a block by that limit alone. */
    public static String of(Scope scope) {
        return scope == Scope.USER ? USER_LIMIT : ENTITY_LIMIT;
    }
}
