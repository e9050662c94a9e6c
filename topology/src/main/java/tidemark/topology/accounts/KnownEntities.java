package tidemark.topology.accounts;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import tidemark.ledger.KnownEntity;
import tidemark.topology.rows.Keys;

/** The entities as one account task knows them: those that somebody ever said something about. */
final class KnownEntities {

    private final KeyValueStore<Bytes, KnownEntity> store;

    KnownEntities(KeyValueStore<Bytes, KnownEntity> store) {
        this.store = store;
    }

    /** What is known of an entity. */
    KnownEntity find(String entity) {
        KnownEntity known = store.get(Keys.of(entity));
        return known == null ? KnownEntity.UNKNOWN : known;
    }

    void put(String entity, KnownEntity known) {
        store.put(Keys.of(entity), known);
    }
}
