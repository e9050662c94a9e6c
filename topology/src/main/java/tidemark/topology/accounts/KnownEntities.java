package tidemark.topology.accounts;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.EntityTerms;
import tidemark.topology.rows.Keys;

/** The entities as one account task knows them: those that somebody ever said something about. */
final class KnownEntities {

    private final KeyValueStore<Bytes, EntityTerms> store;

    KnownEntities(KeyValueStore<Bytes, EntityTerms> store) {
        this.store = store;
    }

    /** The newest known version; null: never heard of. */
    @Nullable
    EntityTerms find(String entity) {
        return store.get(Keys.of(entity));
    }

    boolean hasLimit(String entity) {
        EntityTerms terms = find(entity);
        return terms != null && !terms.limit().isNone();
    }

    void put(String entity, EntityTerms terms) {
        store.put(Keys.of(entity), terms);
    }
}
