package tidemark.admin.changes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import tidemark.admin.log.AvroRecords;
import tidemark.events.Entity;
import tidemark.topics.Topics;

/** The entities that somebody said something about, as they stand now, read from their topic. */
public final class EntityCatalog {

    private final MulticastTopic<Entity> entities;

    /**
     * Reads by these settings.
     *
     * @param settings of a consumer
     * @param records must give generated classes; stays open, belongs to the caller
     */
    public EntityCatalog(Map<String, ?> settings, AvroRecords records, Topics topics) {
        this.entities = new MulticastTopic<>(settings, records, topics.entities(), Entity.class);
    }

    /** All of them by id; an entity known by its usage alone is not among them. */
    public List<Entity> list(Duration wait) {
        return List.copyOf(entities.read(key -> true, wait).values());
    }
}
