package tidemark.admin.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Committed records of a topic from anywhere in it, a stretch at a time. Safe for use by several threads, which take turns. */
public final class LogPages implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, ?> settings;
    private final String topic;
    private @Nullable Consumer<byte[], byte[]> consumer;
    private int partitions;

    /**
     * Connects when it is asked first.
     *
     * @param settings of a consumer
     */
    public LogPages(Map<String, ?> settings, String topic) {
        Map<String, Object> own = new HashMap<>(settings);
        /* The next question would have to wait for a fetch that still hopes for records behind the end. */
        own.put("fetch.min.bytes", "1");
        own.put("fetch.max.wait.ms", "10");
        own.put("max.poll.records", "1000");
        this.settings = Map.copyOf(own);
        this.topic = topic;
    }

    /**
     * How many partitions the topic has.
     *
     * @throws MissingTopicException if there is no such topic
     */
    public synchronized int partitions() {
        connected();
        return partitions;
    }

    /** Where a partition begins. */
    public synchronized long beginning(int partition) {
        TopicPartition asked = new TopicPartition(topic, partition);
        return connected().beginningOffsets(List.of(asked)).getOrDefault(asked, 0L);
    }

    /** Where its committed records end at this moment. */
    public synchronized long end(int partition) {
        TopicPartition asked = new TopicPartition(topic, partition);
        return connected().endOffsets(List.of(asked)).getOrDefault(asked, 0L);
    }

    /** The first offset of that time or later; null: there is none. */
    public synchronized @Nullable Long offsetAt(int partition, Instant time) {
        TopicPartition asked = new TopicPartition(topic, partition);
        OffsetAndTimestamp found =
                connected().offsetsForTimes(Map.of(asked, time.toEpochMilli())).get(asked);
        return found == null ? null : found.offset();
    }

    /**
     * The records of a stretch of a partition, in their order.
     *
     * @param from first offset
     * @param to behind the last offset
     * @throws TimeoutException if they could not be read in time
     */
    public synchronized List<ConsumerRecord<byte[], byte[]>> read(
            int partition, long from, long to, Deadline deadline) {
        TopicPartition read = new TopicPartition(topic, partition);
        Consumer<byte[], byte[]> reading = connected();
        reading.assign(List.of(read));
        reading.seek(read, from);
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        while (reading.position(read) < to) {
            if (deadline.passed()) {
                throw new TimeoutException("Topic " + topic + " could not be read in time.");
            }
            for (ConsumerRecord<byte[], byte[]> record : reading.poll(deadline.leftAtMost(POLL))) {
                if (record.offset() < to) {
                    found.add(record);
                }
            }
        }
        return found;
    }

    private Consumer<byte[], byte[]> connected() {
        if (consumer == null) {
            Consumer<byte[], byte[]> made = TopicReader.consumer(settings);
            try {
                partitions = made.partitionsFor(topic).size();
            } catch (RuntimeException e) {
                made.close();
                throw e;
            }
            if (partitions == 0) {
                made.close();
                throw new MissingTopicException(topic);
            }
            consumer = made;
        }
        return consumer;
    }

    @Override
    public synchronized void close() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
    }
}
