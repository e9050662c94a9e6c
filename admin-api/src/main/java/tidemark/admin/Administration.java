package tidemark.admin;

import tidemark.admin.audit.AuditLog;
import tidemark.admin.changes.Changes;
import tidemark.admin.crowd.MemberCounts;
import tidemark.admin.replica.Catalog;

/**
 * What administrators are served from.
 *
 * @param catalog roles and entities as they stand
 * @param changes where changes are handed in
 * @param members how many users have which role
 * @param audit who changed what
 */
public record Administration(Catalog catalog, Changes changes, MemberCounts members, AuditLog audit) {}
