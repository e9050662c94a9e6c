package tidemark.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Limit;
import tidemark.ledger.RoleTerms;

/** The roles of one entity: the list of every version that there ever was, in the order of the log. */
final class NaiveRoles {

    /** One accepted change. */
    record Version(
            String roleId,
            long number,
            boolean active,
            Limit limit,
            String changeId,
            @Nullable String reassignTo,
            long reassignVersion) {}

    private final List<Version> log = new ArrayList<>();

    List<Version> log() {
        return log;
    }

    @Nullable
    Version newest(String roleId) {
        Version newest = null;
        for (Version version : log) {
            if (version.roleId().equals(roleId)) {
                newest = version;
            }
        }
        return newest;
    }

    boolean isActive(String roleId) {
        Version newest = newest(roleId);
        return newest != null && newest.active();
    }

    /** Whether it was accepted. */
    boolean change(Act.RoleChanged change) {
        Version before = newest(change.roleId());
        boolean active = before != null && before.active();
        if (active == (change.kind() == Act.RoleChanged.Kind.CREATE)) {
            return false;
        }
        String target = change.reassignTo();
        if (target != null && (!isActive(target) || target.equals(change.roleId()))) {
            return false;
        }
        Limit kept = before == null ? Limit.NONE : before.limit();
        Limit limit = change.kind() == Act.RoleChanged.Kind.RENAME ? kept : change.limit();
        boolean deleted = change.kind() == Act.RoleChanged.Kind.DELETE;
        Version targetVersion = target == null ? null : newest(target);
        log.add(new Version(
                change.roleId(),
                before == null ? 1 : before.number() + 1,
                !deleted,
                deleted ? Limit.NONE : limit,
                change.changeId(),
                deleted ? target : null,
                deleted && targetVersion != null ? targetVersion.number() : 0));
        return true;
    }

    /** The same in the ledger's words. */
    @Nullable
    RoleTerms terms(String roleId) {
        Version newest = newest(roleId);
        if (newest == null) {
            return null;
        }
        List<RoleTerms.Deletion> deletions = new ArrayList<>();
        for (Version version : log) {
            if (version.roleId().equals(roleId) && !version.active()) {
                deletions.add(new RoleTerms.Deletion(
                        version.number(), version.changeId(), version.reassignTo(), version.reassignVersion()));
            }
        }
        return new RoleTerms(roleId, newest.number(), newest.active(), newest.limit(), newest.changeId(), deletions);
    }
}
