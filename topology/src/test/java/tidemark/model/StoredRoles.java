package tidemark.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Limit;
import tidemark.ledger.RoleChange;
import tidemark.ledger.RoleDefinition;
import tidemark.ledger.RoleProposal;
import tidemark.ledger.RoleRecord;
import tidemark.ledger.RoleRules;
import tidemark.ledger.RoleTerms;
import tidemark.ledger.RoleType;

/** The roles of one entity on the real side: what the role rules made of every change. */
final class StoredRoles {

    private final Map<String, RoleRecord> records = new HashMap<>();

    void change(Act.RoleChanged change) {
        RoleRecord after = RoleRules.judge(asked(change), null, records::get).after();
        if (after != null) {
            records.put(change.roleId(), after);
        }
    }

    @Nullable
    RoleTerms terms(String roleId) {
        RoleRecord known = records.get(roleId);
        return known == null ? null : known.terms();
    }

    private RoleChange asked(Act.RoleChanged change) {
        RoleRecord known = records.get(change.roleId());
        RoleDefinition standing = known == null ? null : known.definition();
        String name = standing == null ? "role" : standing.displayName();
        Limit limit = standing == null ? Limit.NONE : standing.limit();
        return switch (change.kind()) {
            case CREATE -> asked(change, RoleChange.Kind.CREATE, proposal("role", change.limit()), null, null);
            case LIMIT -> asked(change, RoleChange.Kind.UPDATE, proposal(name, change.limit()), null, null);
            case RENAME -> asked(change, RoleChange.Kind.UPDATE, proposal(change.changeId(), limit), null, null);
            case DUPLICATE -> asked(change, RoleChange.Kind.DUPLICATE, null, change.other(), null);
            case DELETE -> asked(change, RoleChange.Kind.DELETE, null, null, change.other());
        };
    }

    private static RoleProposal proposal(String name, Limit limit) {
        Long micros = limit.isNone() ? null : limit.micros();
        return new RoleProposal(name, null, RoleType.CUSTOM, micros, List.of());
    }

    private static RoleChange asked(
            Act.RoleChanged change,
            RoleChange.Kind kind,
            @Nullable RoleProposal definition,
            @Nullable String source,
            @Nullable String target) {
        return new RoleChange(change.changeId(), change.roleId(), kind, definition, source, null, target, null);
    }
}
