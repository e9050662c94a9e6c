package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A request to change a role. Which fields a kind needs and which it must not have is for {@link RoleRules} to say.
 *
 * @param changeId id of the change
 * @param roleId the role to change, or to make
 * @param kind what to do with it
 * @param definition CREATE, UPDATE: the whole new definition
 * @param sourceRoleId DUPLICATE: the role to copy
 * @param displayName DUPLICATE: name of the copy; null: the source's name and " (copy)"
 * @param reassignTo DELETE: the role that the members move to; null: none
 * @param expectedVersion refused unless the role has this version; null: whatever the version
 */
public record RoleChange(
        String changeId,
        String roleId,
        Kind kind,
        @Nullable RoleProposal definition,
        @Nullable String sourceRoleId,
        @Nullable String displayName,
        @Nullable String reassignTo,
        @Nullable Long expectedVersion) {

    /** What to do with a role. */
    public enum Kind {
        /** Make a new one, or revive a deleted id. */
        CREATE,
        /** Replace the definition. */
        UPDATE,
        /** Make a new one like another. */
        DUPLICATE,
        /** End it, and its members' assignments. */
        DELETE
    }
}
