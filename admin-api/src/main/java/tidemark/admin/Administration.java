package tidemark.admin;

import tidemark.admin.audit.AuditLog;
import tidemark.admin.changes.Changes;
import tidemark.admin.replica.Catalog;

/**
 * What administrators are served from.
 *
 * @param catalog roles and entities as they stand
 * @param changes where changes are handed in
 * @param audit who changed what
 */
public record Administration(Catalog catalog, Changes changes, AuditLog audit) {}
