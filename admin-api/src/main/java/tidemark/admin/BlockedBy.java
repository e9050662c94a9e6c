package tidemark.admin;

import org.jspecify.annotations.Nullable;
import tidemark.ledger.Message;

/** Which of a user's two bounds blocks (R13); either is enough. The names are the contract. */
enum BlockedBy {
    /** Neither. */
    NONE(null),
    /** The limit of the user's role. */
    USER(Message.USER_LIMIT),
    /** The entity's limit. */
    ENTITY(Message.ENTITY_LIMIT),
    /** Each of them. */
    BOTH(Message.USER_LIMIT);

    private final @Nullable String message;

    BlockedBy(@Nullable String message) {
        this.message = message;
    }

    static BlockedBy of(boolean user, boolean entity) {
        if (user) {
            return entity ? BOTH : USER;
        }
        return entity ? ENTITY : NONE;
    }

    /** What the user reads (R16); null where nothing blocks. */
    @Nullable
    String message() {
        return message;
    }
}
