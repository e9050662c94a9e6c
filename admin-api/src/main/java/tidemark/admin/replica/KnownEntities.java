package tidemark.admin.replica;

import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import tidemark.events.Entity;

/** Entities by id, and those of each MSP. One thread writes, any number read without a lock. */
final class KnownEntities implements Follower.Sink {

    private final ConcurrentNavigableMap<String, EntityRecord> byId = new ConcurrentSkipListMap<>();
    private final ConcurrentMap<String, ConcurrentNavigableMap<String, EntityRecord>> byMsp = new ConcurrentHashMap<>();

    @Nullable
    EntityRecord find(String entity) {
        return byId.get(entity);
    }

    /** By id, behind the given one; null: from the first. */
    List<EntityRecord> list(@Nullable String after, int most) {
        return page(byId, after, most);
    }

    /** Those of an MSP, by id, behind the given one; null: from the first. */
    List<EntityRecord> listOfMsp(String msp, @Nullable String after, int most) {
        NavigableMap<String, EntityRecord> own = byMsp.get(msp);
        return own == null ? List.of() : page(own, after, most);
    }

    @Override
    public void put(String key, Object value) {
        if (value instanceof Entity entity && key.equals(entity.getEntityId())) {
            EntityRecord now = EntityRecord.of(entity);
            move(byId.put(key, now), now);
        }
    }

    @Override
    public void remove(String key) {
        move(byId.remove(key), null);
    }

    /* Into the new MSP first: whoever lists in between sees it twice rather than not at all. */
    private void move(@Nullable EntityRecord before, @Nullable EntityRecord now) {
        if (now != null && now.mspId() != null) {
            byMsp.computeIfAbsent(now.mspId(), msp -> new ConcurrentSkipListMap<>())
                    .put(now.entityId(), now);
        }
        boolean stays = before != null
                && now != null
                && before.mspId() != null
                && before.mspId().equals(now.mspId());
        if (before != null && before.mspId() != null && !stays) {
            NavigableMap<String, EntityRecord> former = byMsp.get(before.mspId());
            if (former != null) {
                former.remove(before.entityId());
            }
        }
    }

    private static List<EntityRecord> page(NavigableMap<String, EntityRecord> all, @Nullable String after, int most) {
        return (after == null ? all : all.tailMap(after, false))
                .values().stream().limit(most).toList();
    }
}
