package tidemark.topology.queries;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Lookup;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Period;
import tidemark.ledger.RememberedEvent;
import tidemark.ledger.RoleTerms;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.rows.Keys;

/** What a look at many accounts may look up beside them: the roles of their entity, each read once. For one thread. */
final class RoleMemo implements Lookup {

    private final CopyReader copy;
    private final String entity;
    private final Map<String, Optional<RoleTerms>> roles = new HashMap<>();

    RoleMemo(CopyReader copy, String entity) {
        this.copy = copy;
        this.entity = entity;
    }

    @Override
    public @Nullable RoleTerms role(String roleId) {
        return roles.computeIfAbsent(roleId, this::read).orElse(null);
    }

    private Optional<RoleTerms> read(String roleId) {
        return Optional.ofNullable(copy.get(StoreNames.KNOWN_ROLES, Keys.of(entity + '/' + roleId), RoleTerms.class));
    }

    @Override
    public @Nullable MonthTotal month(Period period) {
        throw new IllegalStateException("a look at many accounts shows their current month only");
    }

    @Override
    public @Nullable RememberedEvent spilled(long fingerprint, int fromMinute, int toMinute) {
        throw new IllegalStateException("a question counts nothing, so it needs no remembered events");
    }
}
