package tidemark.topology.accounts;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.RoleTerms;
import tidemark.topology.rows.Keys;

/** The roles as one task knows them: the store, with the ones in use kept decoded on the heap. */
final class KnownRoles {

    private static final int KEPT_DECODED = 4_096;

    private final KeyValueStore<Bytes, RoleTerms> store;
    private final Map<String, RoleTerms> decoded;

    KnownRoles(KeyValueStore<Bytes, RoleTerms> store) {
        this.store = store;
        this.decoded = new LinkedHashMap<>(256, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, RoleTerms> eldest) {
                return size() > KEPT_DECODED;
            }
        };
    }

    /** The newest known version; null: never heard of. */
    @Nullable
    RoleTerms find(String entity, String role) {
        String id = entity + '/' + role;
        RoleTerms terms = decoded.get(id);
        if (terms == null) {
            terms = store.get(Keys.of(id));
            if (terms != null) {
                decoded.put(id, terms);
            }
        }
        return terms;
    }

    void put(String entity, RoleTerms terms) {
        String id = entity + '/' + terms.roleId();
        store.put(Keys.of(id), terms);
        decoded.put(id, terms);
    }
}
