package tidemark.admin.audit;

import tidemark.events.ChangeResult;

/** What a change was about. The names are the contract. */
public enum AuditKind {
    /** A role was made, changed, copied or deleted. */
    ROLE,
    /** The limit of a role or of the entity became another one. */
    LIMIT,
    /** A user was given a role, or lost it. */
    ASSIGNMENT,
    /** The entity's name, MSP or limit. */
    ENTITY;

    /** The kind of a change by its subject. */
    static AuditKind of(ChangeResult result) {
        return switch (result.getSubject().getKind()) {
            case USER -> ASSIGNMENT;
            case ENTITY -> ENTITY;
            case ROLE, UNKNOWN -> ROLE;
        };
    }
}
