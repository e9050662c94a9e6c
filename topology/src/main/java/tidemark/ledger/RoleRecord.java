package tidemark.ledger;

import java.util.List;

/**
 * A role as it stands after an accepted change.
 *
 * @param roleId id inside the entity
 * @param version counts the accepted changes of this id, from 1, across deletion and re-creation
 * @param active false once deleted; the record stays, so that versions go on counting (R4)
 * @param definition what it is; of a deleted role, what it was
 * @param changeId the change that made this version
 * @param deletions every deletion of this id, oldest first
 */
public record RoleRecord(
        String roleId,
        long version,
        boolean active,
        RoleDefinition definition,
        String changeId,
        List<RoleTerms.Deletion> deletions) {

    /** Copies the list. */
    public RoleRecord {
        deletions = List.copyOf(deletions);
    }

    /** What of it concerns those who hold it. */
    public RoleTerms terms() {
        return new RoleTerms(roleId, version, active, active ? definition.limit() : Limit.NONE, changeId, deletions);
    }
}
