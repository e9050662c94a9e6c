package tidemark.admin.audit;

import java.util.concurrent.CompletableFuture;

/** The log of all changes and what became of them. */
@FunctionalInterface
public interface AuditLog {

    /**
     * A page of it; fails with {@link AuditUnavailableException} where the log cannot be read just now.
     *
     * @throws tidemark.admin.body.FieldFault if the cursor is none of this question
     */
    CompletableFuture<AuditPage> page(AuditQuestion question);
}
