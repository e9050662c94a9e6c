package tidemark.admin.changes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.Deadline;
import tidemark.admin.log.TopicReader;

/**
 * A compacted topic of which every partition holds everything, so that one is enough to read.
 *
 * @param <T> what stands under a key
 */
final class MulticastTopic<T> {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, ?> settings;
    private final AvroRecords records;
    private final TopicPartition partition;
    private final Class<T> type;

    /**
     * Reads by these settings.
     *
     * @param settings of a consumer
     * @param records must give generated classes; stays open, belongs to the caller
     */
    MulticastTopic(Map<String, ?> settings, AvroRecords records, String topic, Class<T> type) {
        this.settings = Map.copyOf(settings);
        this.records = records;
        this.partition = new TopicPartition(topic, 0);
        this.type = type;
    }

    /**
     * What stands now under the wanted keys, by key.
     *
     * @throws TimeoutException if the topic could not be read in time
     */
    SortedMap<String, T> read(Predicate<String> wanted, Duration wait) {
        Deadline deadline = Deadline.in(wait);
        SortedMap<String, T> found = new TreeMap<>();
        try (TopicReader reader = TopicReader.ofPartition(settings, partition)) {
            Map<TopicPartition, Long> ends = reader.endOffsets();
            reader.seekToBeginning();
            while (!reader.reached(ends)) {
                if (deadline.passed()) {
                    throw new TimeoutException(
                            "Topic " + partition.topic() + " could not be read within " + wait.toSeconds() + " s.");
                }
                reader.poll(deadline.leftAtMost(POLL)).forEach(record -> keep(record, wanted, found));
            }
        }
        return found;
    }

    private void keep(ConsumerRecord<byte[], byte[]> record, Predicate<String> wanted, Map<String, T> found) {
        String key = record.key() == null ? "" : new String(record.key(), UTF_8);
        if (!wanted.test(key)) {
            return;
        }
        try {
            Object value = records.fromBytes(record.topic(), record.headers(), record.value());
            if (type.isInstance(value)) {
                found.put(key, type.cast(value));
            } else {
                found.remove(key);
            }
        } catch (SerializationException e) {
            // Bytes that are nothing of ours: the last readable record of the key stays.
            return;
        }
    }
}
