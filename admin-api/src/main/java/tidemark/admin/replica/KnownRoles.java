package tidemark.admin.replica;

import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import tidemark.events.Role;

/** Roles of each entity by id. One thread writes, any number read without a lock. */
final class KnownRoles implements Follower.Sink {

    private final ConcurrentMap<String, ConcurrentNavigableMap<String, RoleRecord>> byEntity =
            new ConcurrentHashMap<>();

    @Nullable
    RoleRecord find(String entity, String role) {
        NavigableMap<String, RoleRecord> roles = byEntity.get(entity);
        return roles == null ? null : roles.get(role);
    }

    /** By id, behind the given one, deleted ones included; null: from the first. */
    List<RoleRecord> list(String entity, @Nullable String after, int most) {
        NavigableMap<String, RoleRecord> roles = byEntity.get(entity);
        if (roles == null) {
            return List.of();
        }
        return (after == null ? roles : roles.tailMap(after, false))
                .values().stream().limit(most).toList();
    }

    @Override
    public void put(String key, Object value) {
        if (value instanceof Role role && key.equals(role.getEntityId() + "/" + role.getRoleId())) {
            byEntity.computeIfAbsent(role.getEntityId(), entity -> new ConcurrentSkipListMap<>())
                    .put(role.getRoleId(), RoleRecord.of(role));
        }
    }

    @Override
    public void remove(String key) {
        int slash = key.indexOf('/');
        NavigableMap<String, RoleRecord> roles = slash < 0 ? null : byEntity.get(key.substring(0, slash));
        if (roles != null) {
            roles.remove(key.substring(slash + 1));
        }
    }
}
