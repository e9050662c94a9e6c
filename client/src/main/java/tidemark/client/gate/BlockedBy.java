package tidemark.client.gate;

import org.jspecify.annotations.Nullable;

/** Which of an account's two bounds blocks (R13); either is enough. */
public enum BlockedBy {
    /** Neither: allowed. */
    NONE(null),
    /** The limit of the user's role. */
    USER("You have reached your monthly usage limit. Please contact an administrator."),
    /** The entity's limit. */
    ENTITY("Your organization has reached its monthly usage limit. Please contact an administrator."),
    /** Each of them. */
    BOTH(USER.message),
    /** No limit: the replica is starting or stale, and the caller has chosen {@link WhenUnsure#REFUSE}. */
    UNVERIFIED("Usage limits cannot be verified at the moment. Please try again.");

    private final @Nullable String message;

    BlockedBy(@Nullable String message) {
        this.message = message;
    }

    /** What the user reads, to the letter of R16 where a limit blocks; null: allowed. */
    public @Nullable String message() {
        return message;
    }
}
