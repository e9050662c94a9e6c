package tidemark.topology.roles;

import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.JudgedChange;
import tidemark.ledger.RoleChange;
import tidemark.ledger.RoleRecord;
import tidemark.ledger.RoleVerdict;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.rows.Keys;
import tidemark.topology.rows.RoleRows;

/** What one task keeps of the roles of its entities: the roles as judged, and the changes that counted. */
final class RoleBook {

    private final KeyValueStore<Bytes, RoleRecord> roles;
    private final KeyValueStore<Bytes, JudgedChange> changes;

    RoleBook(ProcessingContext context) {
        roles = context.getStateStore(StoreNames.ROLE_BOOK);
        changes = context.getStateStore(StoreNames.JUDGED_CHANGES);
    }

    static List<StoreBuilder<?>> stores() {
        return List.of(
                store(StoreNames.ROLE_BOOK, RoleRows.roles()),
                store(StoreNames.JUDGED_CHANGES, RoleRows.judgedChanges()));
    }

    /** A role, deleted or not; null: the id was never used. */
    @Nullable
    RoleRecord role(String entity, String role) {
        return roles.get(Keys.of(entity + '/' + role));
    }

    /** What is remembered under the id of a change; null: nothing. */
    @Nullable
    JudgedChange change(String entity, String changeId) {
        return changes.get(Keys.change(entity, changeId));
    }

    /** Keeps what a change made of a role, and that it counted (R11). */
    void keep(String entity, RoleChange change, RoleVerdict verdict) {
        RoleRecord after = verdict.after();
        if (verdict.applied() && after != null) {
            roles.put(Keys.of(entity + '/' + after.roleId()), after);
        }
        if (verdict.counts()) {
            changes.put(Keys.change(entity, change.changeId()), JudgedChange.of(change, verdict.version()));
        }
    }

    private static <V> StoreBuilder<KeyValueStore<Bytes, V>> store(String name, Serde<V> rows) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), rows)
                .withCachingDisabled();
    }
}
