package tidemark.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a role concerns those who hold it.
 *
 * @param roleId id inside the entity
 * @param version counts the accepted changes of this id, from 1, across deletion and re-creation
 * @param active false once deleted
 * @param limit the cap of each holder; none for a deleted role
 * @param changeId the change that made this version
 * @param deletions every deletion of this id, oldest first (R4)
 */
public record RoleTerms(
        String roleId, long version, boolean active, Limit limit, String changeId, List<Deletion> deletions) {

    /** Copies the list. */
    public RoleTerms {
        deletions = List.copyOf(deletions);
    }

    /**
     * One deletion of a role id. An assignment made at an earlier version ended there.
     *
     * @param version the version that the deletion made
     * @param changeId the change that deleted it
     * @param reassignTo role that the members move to; null: none
     * @param reassignVersion version of that role at that moment; 0 with none
     */
    public record Deletion(
            long version, String changeId, @Nullable String reassignTo, long reassignVersion) {}

    /**
     * Whether those who hold or await the role have to be judged anew because of this version: an unchanged limit
     * re-evaluates nobody (R9).
     *
     * @param known the version known before; null: none
     */
    public boolean concernsMembersOf(@Nullable RoleTerms known) {
        return known == null
                || active != known.active
                || !limit.equals(known.limit)
                || deletions.size() != known.deletions.size();
    }

    /** The deletion that ended an assignment made at that version; null while the assignment stands. */
    @Nullable
    Deletion firstAfter(long assignedVersion) {
        for (Deletion deletion : deletions) {
            if (deletion.version() > assignedVersion) {
                return deletion;
            }
        }
        return null;
    }
}
