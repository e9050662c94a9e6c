package tidemark.admin.changes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidemark.admin.log.AvroRecords;
import tidemark.events.Role;
import tidemark.topics.Topics;

/** The roles as they stand now, read from their topic. */
public final class RoleCatalog {

    private final MulticastTopic<Role> roles;

    /**
     * Reads by these settings.
     *
     * @param settings of a consumer
     * @param records must give generated classes; stays open, belongs to the caller
     */
    public RoleCatalog(Map<String, ?> settings, AvroRecords records, Topics topics) {
        this.roles = new MulticastTopic<>(settings, records, topics.roles(), Role.class);
    }

    /** Roles of an entity by id, deleted ones included. */
    public List<Role> list(String entityId, Duration wait) {
        String prefix = RecordKeys.of(entityId, "");
        return List.copyOf(roles.read(key -> key.startsWith(prefix), wait).values());
    }

    /** A role, also if it is deleted; empty if there never was one. */
    public Optional<Role> find(String entityId, String roleId, Duration wait) {
        String key = RecordKeys.of(entityId, roleId);
        return Optional.ofNullable(roles.read(key::equals, wait).get(key));
    }
}
