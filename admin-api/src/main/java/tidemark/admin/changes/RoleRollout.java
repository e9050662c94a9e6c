package tidemark.admin.changes;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.Deadline;
import tidemark.admin.log.LedgerProgress;
import tidemark.admin.log.TopicReader;
import tidemark.events.Role;

/**
 * Knows when a role is in force: its record has been applied on every partition, so any usage published afterwards is judged by it.
 *
 * <p>Opened before the change is sent, so that a version made by the change lies behind its position on every partition.
 */
final class RoleRollout implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /** In offsets: a record, the marker of its transaction, and as much again. */
    private static final long FIRST_STEP = 4;

    private final TopicReader reader;
    private final AvroRecords records;
    private final LedgerProgress progress;
    private final Map<TopicPartition, Long> start;

    private RoleRollout(TopicReader reader, AvroRecords records, LedgerProgress progress) {
        this.reader = reader;
        this.records = records;
        this.progress = progress;
        this.start = reader.seekToEnd();
    }

    static RoleRollout atEnd(Map<String, ?> settings, AvroRecords records, LedgerProgress progress, String topic) {
        TopicReader reader = TopicReader.of(settings, topic);
        try {
            return new RoleRollout(reader, records, progress);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Waits for a version that was made after this was opened; false if it was not in force in time. */
    boolean awaitNew(String roleKey, long version, Deadline deadline) {
        byte[] key = RecordKeys.bytes(roleKey);
        Map<TopicPartition, Long> seen = new HashMap<>();
        while (seen.size() < reader.partitions().size()) {
            if (deadline.passed()) {
                return false;
            }
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(deadline.leftAtMost(POLL))) {
                Role role = Arrays.equals(key, record.key()) ? decoded(record) : null;
                if (role != null && role.getVersion() >= version) {
                    seen.putIfAbsent(new TopicPartition(record.topic(), record.partition()), record.offset());
                }
            }
        }
        return progress.awaitApplied(seen, deadline);
    }

    /** Waits for everything written before this was opened; false if it was not in force in time. */
    boolean awaitEarlier(Deadline deadline) {
        Map<TopicPartition, Long> last = new HashMap<>();
        Map<TopicPartition, Long> beginnings = reader.beginningOffsets();
        for (long step = FIRST_STEP; !lookBack(step, beginnings, last, deadline); step *= FIRST_STEP) {
            if (deadline.passed()) {
                return false;
            }
        }
        return progress.awaitApplied(last, deadline);
    }

    /*
     * The end of a partition is no record but most often the marker of a transaction, which a committed offset may stop short of. So
     * the last record is looked for, in steps that grow backwards. True if it is known of every partition that has one.
     */
    private boolean lookBack(
            long step, Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> last, Deadline deadline) {
        boolean all = true;
        for (Map.Entry<TopicPartition, Long> entry : start.entrySet()) {
            TopicPartition partition = entry.getKey();
            long beginning = beginnings.getOrDefault(partition, 0L);
            boolean known = last.containsKey(partition);
            reader.seek(partition, known ? entry.getValue() : Math.max(beginning, entry.getValue() - step));
            all &= known || entry.getValue() - step <= beginning;
        }
        while (!reader.reached(start) && !deadline.passed()) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(deadline.leftAtMost(POLL))) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < start.getOrDefault(partition, 0L)) {
                    last.merge(partition, record.offset(), Math::max);
                }
            }
        }
        return reader.reached(start) && (all || last.size() == start.size());
    }

    private @Nullable Role decoded(ConsumerRecord<byte[], byte[]> record) {
        try {
            return (Role) records.fromBytes(record.topic(), record.headers(), record.value());
        } catch (SerializationException e) {
            return null;
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
