package tidemark.admin.changes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.Deadline;
import tidemark.admin.log.TopicReader;
import tidemark.events.Role;
import tidemark.topics.Topics;

/** The roles as they stand now, read from their topic. Every partition holds all of them, so one is enough. */
public final class RoleCatalog {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, ?> settings;
    private final AvroRecords records;
    private final TopicPartition partition;

    /**
     * Reads by these settings.
     *
     * @param settings of a consumer
     * @param records must give generated classes; stays open, belongs to the caller
     */
    public RoleCatalog(Map<String, ?> settings, AvroRecords records, Topics topics) {
        this.settings = Map.copyOf(settings);
        this.records = records;
        this.partition = new TopicPartition(topics.roles(), 0);
    }

    /** Roles of an entity by id, deleted ones included. */
    public List<Role> list(String entityId, Duration wait) {
        return List.copyOf(read(entityId + "/", wait).values());
    }

    /** A role, also if it is deleted; empty if there never was one. */
    public Optional<Role> find(String entityId, String roleId, Duration wait) {
        String key = RecordKeys.of(entityId, roleId);
        return Optional.ofNullable(read(key, wait).get(key));
    }

    private Map<String, Role> read(String keyPrefix, Duration wait) {
        Deadline deadline = Deadline.in(wait);
        Map<String, Role> found = new TreeMap<>();
        try (TopicReader reader = TopicReader.ofPartition(settings, partition)) {
            Map<TopicPartition, Long> ends = reader.endOffsets();
            reader.seekToBeginning();
            while (!reader.reached(ends)) {
                if (deadline.passed()) {
                    throw new TimeoutException("The roles could not be read within " + wait.toSeconds() + " s.");
                }
                reader.poll(deadline.leftAtMost(POLL)).forEach(record -> keep(record, keyPrefix, found));
            }
        }
        return found;
    }

    private void keep(ConsumerRecord<byte[], byte[]> record, String keyPrefix, Map<String, Role> found) {
        String key = record.key() == null ? "" : new String(record.key(), UTF_8);
        if (!key.startsWith(keyPrefix)) {
            return;
        }
        try {
            if (records.fromBytes(record.topic(), record.headers(), record.value()) instanceof Role role) {
                found.put(key, role);
            } else {
                found.remove(key);
            }
        } catch (SerializationException e) {
            // Bytes that are no role: the last readable record of the key stays.
            return;
        }
    }
}
