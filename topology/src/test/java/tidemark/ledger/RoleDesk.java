package tidemark.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The roles of one entity, and short words to change them, for tests. */
final class RoleDesk {

    private final Map<String, RoleRecord> roles = new HashMap<>();
    private final Map<String, JudgedChange> judged = new HashMap<>();
    private int changes;

    static RoleProposal custom(String name, @Nullable Long limitMicros) {
        return new RoleProposal(name, "what it is for", RoleType.CUSTOM, limitMicros, List.of("read", "write"));
    }

    static RoleProposal builtIn(String name) {
        return new RoleProposal(name, null, RoleType.BUILT_IN, null, List.of("all"));
    }

    RoleVerdict create(String role, RoleProposal definition) {
        return apply(change(role, RoleChange.Kind.CREATE, definition, null, null, null, null));
    }

    RoleVerdict update(String role, RoleProposal definition) {
        return apply(change(role, RoleChange.Kind.UPDATE, definition, null, null, null, null));
    }

    RoleVerdict duplicate(String source, String role) {
        return apply(change(role, RoleChange.Kind.DUPLICATE, null, source, null, null, null));
    }

    RoleVerdict delete(String role, @Nullable String reassignTo) {
        return apply(change(role, RoleChange.Kind.DELETE, null, null, null, reassignTo, null));
    }

    RoleChange change(
            String role,
            RoleChange.Kind kind,
            @Nullable RoleProposal definition,
            @Nullable String source,
            @Nullable String displayName,
            @Nullable String reassignTo,
            @Nullable Long expectedVersion) {
        return new RoleChange(
                "c" + ++changes, role, kind, definition, source, displayName, reassignTo, expectedVersion);
    }

    /* What is applied is kept, as the log would. */
    RoleVerdict apply(RoleChange change) {
        RoleVerdict verdict = RoleRules.judge(change, judged.get(change.changeId()), roles::get);
        RoleRecord after = verdict.after();
        if (verdict.counts()) {
            judged.put(change.changeId(), JudgedChange.of(change, verdict.version()));
        }
        if (verdict.outcome().kind() == Outcome.Kind.APPLIED && after != null) {
            roles.put(after.roleId(), after);
        }
        return verdict;
    }

    RoleRecord role(String id) {
        RoleRecord role = roles.get(id);
        if (role == null) {
            throw new AssertionError("no role " + id);
        }
        return role;
    }
}
