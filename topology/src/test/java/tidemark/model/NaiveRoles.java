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

    /** Adds a version, unless the change is refused or changes nothing. */
    void change(Act.RoleChanged change) {
        Version before = newest(change.roleId());
        String other = change.other();
        switch (change.kind()) {
            case CREATE -> {
                if (!isActive(change.roleId())) {
                    add(change, before, true, change.limit());
                }
            }
            case DUPLICATE -> {
                Version source = other == null ? null : newest(other);
                if (!isActive(change.roleId()) && source != null && source.active()) {
                    add(change, before, true, source.limit());
                }
            }
            case LIMIT -> {
                if (before != null && before.active() && !before.limit().equals(change.limit())) {
                    add(change, before, true, change.limit());
                }
            }
            case RENAME -> {
                if (before != null && before.active()) {
                    add(change, before, true, before.limit());
                }
            }
            case DELETE -> {
                boolean target = other == null || (isActive(other) && !other.equals(change.roleId()));
                if (before != null && before.active() && target) {
                    add(change, before, false, Limit.NONE);
                }
            }
        }
    }

    private void add(Act.RoleChanged change, @Nullable Version before, boolean active, Limit limit) {
        String target = active ? null : change.other();
        Version targetVersion = target == null ? null : newest(target);
        log.add(new Version(
                change.roleId(),
                before == null ? 1 : before.number() + 1,
                active,
                limit,
                change.changeId(),
                target,
                targetVersion == null ? 0 : targetVersion.number()));
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
