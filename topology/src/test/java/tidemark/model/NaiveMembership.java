package tidemark.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Cause;
import tidemark.ledger.Limit;

/** Which role an account holds: found by replaying every assignment and every role version in their order (R4). */
final class NaiveMembership {

    /** An assignment, and how many role versions the log had when it was judged. */
    private record Assigned(@Nullable String roleId, int after) {}

    /** What the replay ends with, and the change that last gave the account another role. */
    record Held(
            @Nullable String roleId,
            @Nullable String pending,
            @Nullable Cause cause,
            @Nullable String causedBy,
            int turns) {}

    private final NaiveRoles roles;
    private final List<Assigned> assignments = new ArrayList<>();

    NaiveMembership(NaiveRoles roles) {
        this.roles = roles;
    }

    void assign(@Nullable String roleId) {
        assignments.add(new Assigned(roleId, roles.log().size()));
    }

    Held held() {
        List<NaiveRoles.Version> log = roles.log();
        List<String> active = new ArrayList<>();
        Held held = new Held(null, null, null, null, 0);
        for (int i = 0; i <= log.size(); i++) {
            for (Assigned assigned : assignments) {
                if (assigned.after() == i) {
                    held = afterAssignment(held, assigned.roleId(), active);
                }
            }
            if (i < log.size()) {
                NaiveRoles.Version version = log.get(i);
                active.remove(version.roleId());
                if (version.active()) {
                    active.add(version.roleId());
                }
                held = afterVersion(held, version);
            }
        }
        return held;
    }

    private static Held afterAssignment(Held held, @Nullable String roleId, List<String> active) {
        if (roleId == null || active.contains(roleId)) {
            return new Held(roleId, null, null, null, held.turns() + 1);
        }
        return new Held(held.roleId(), roleId, held.cause(), held.causedBy(), held.turns());
    }

    private static Held afterVersion(Held held, NaiveRoles.Version version) {
        if (version.active() && version.roleId().equals(held.pending())) {
            return new Held(version.roleId(), null, Cause.ROLE_ASSIGNED, version.changeId(), held.turns() + 1);
        }
        if (!version.active() && version.roleId().equals(held.roleId())) {
            return new Held(
                    version.reassignTo(), held.pending(), Cause.ROLE_DELETED, version.changeId(), held.turns() + 1);
        }
        return held;
    }

    Limit limit(Held held) {
        NaiveRoles.Version version = version(held);
        return version == null ? Limit.NONE : version.limit();
    }

    long versionNumber(Held held) {
        NaiveRoles.Version version = version(held);
        return version == null ? 0 : version.number();
    }

    NaiveRoles.@Nullable Version version(Held held) {
        return held.roleId() == null ? null : roles.newest(Objects.requireNonNull(held.roleId()));
    }
}
