package tidemark.topology.wire;

import org.jspecify.annotations.Nullable;
import tidemark.ledger.AccountId;
import tidemark.ledger.Scope;

/**
 * Whom an announcement is about.
 *
 * @param scope whose limit it is
 * @param entity the tenant
 * @param user the user; null: the entity itself
 */
public record Subject(Scope scope, String entity, @Nullable String user) {

    /** An account. */
    public static Subject of(AccountId account) {
        return new Subject(Scope.USER, account.entity(), account.user());
    }

    /** An entity. */
    public static Subject ofEntity(String entity) {
        return new Subject(Scope.ENTITY, entity, null);
    }
}
