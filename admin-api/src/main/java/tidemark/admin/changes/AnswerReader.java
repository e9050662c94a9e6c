package tidemark.admin.changes;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.Deadline;
import tidemark.admin.log.TopicReader;
import tidemark.events.ChangeResult;

/** Reads the answers given after a position that was taken before the change was sent. */
final class AnswerReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicReader reader;
    private final AvroRecords records;

    private AnswerReader(TopicReader reader, AvroRecords records) {
        this.reader = reader;
        this.records = records;
    }

    static AnswerReader atEnd(Map<String, ?> settings, AvroRecords records, String topic) {
        TopicReader reader = TopicReader.of(settings, topic);
        try {
            reader.seekToEnd();
            return new AnswerReader(reader, records);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** The answer to a change; empty if there was none in time. */
    Optional<ChangeResult> await(String entityId, String changeId, Deadline deadline) {
        byte[] key = RecordKeys.bytes(entityId);
        while (!deadline.passed()) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(deadline.leftAtMost(POLL))) {
                ChangeResult result = Arrays.equals(key, record.key()) ? decoded(record) : null;
                if (result != null && result.getChangeId().equals(changeId)) {
                    return Optional.of(result);
                }
            }
        }
        return Optional.empty();
    }

    private @Nullable ChangeResult decoded(ConsumerRecord<byte[], byte[]> record) {
        try {
            return (ChangeResult) records.fromBytes(record.topic(), record.headers(), record.value());
        } catch (SerializationException e) {
            // Somebody else's bytes: they cannot be the answer of a ledger.
            return null;
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
