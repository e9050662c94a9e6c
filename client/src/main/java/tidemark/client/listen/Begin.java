package tidemark.client.listen;

import org.jspecify.annotations.Nullable;

/**
 * Where listening begins.
 *
 * @param groupId members of a group share the announcements and go on where it was left; null: this process hears everything
 * @param fromFirst whether to begin with the oldest one that is kept, where nothing was heard before
 */
public record Begin(@Nullable String groupId, boolean fromFirst) {

    /** As a member of a group, which hears each announcement at least once: for mails. A new group begins with the oldest kept. */
    public static Begin inGroup(String groupId) {
        if (groupId.isBlank()) {
            throw new IllegalArgumentException("groupId is not blank");
        }
        return new Begin(groupId, true);
    }

    /** With what is announced from now on, in this process alone: for banners. */
    public static Begin now() {
        return new Begin(null, false);
    }

    /** With the oldest that is kept, in this process alone. */
    public static Begin first() {
        return new Begin(null, true);
    }
}
