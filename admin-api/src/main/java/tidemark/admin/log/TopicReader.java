package tidemark.admin.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads committed records of a topic without belonging to a group. Keys and values are bytes, so that no record can stop it.
 *
 * <p>For one thread, like the consumer inside.
 */
public final class TopicReader implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    private TopicReader(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
        consumer.assign(partitions);
    }

    /**
     * A reader of all partitions, not positioned yet.
     *
     * @param settings of a consumer
     * @throws MissingTopicException if there is no such topic
     */
    public static TopicReader of(Map<String, ?> settings, String topic) {
        return of(settings, topic, partition -> true);
    }

    /**
     * A reader of one partition, not positioned yet.
     *
     * @param settings of a consumer
     * @throws MissingTopicException if there is no such partition
     */
    public static TopicReader ofPartition(Map<String, ?> settings, TopicPartition only) {
        return of(settings, only.topic(), only::equals);
    }

    /**
     * A reader of all partitions of several topics, not positioned yet.
     *
     * @param settings of a consumer
     * @throws MissingTopicException if one of them does not exist
     */
    public static TopicReader ofAll(Map<String, ?> settings, List<String> topics) {
        return of(settings, topics, partition -> true);
    }

    /**
     * A reader of some partitions, not positioned yet.
     *
     * @param settings of a consumer
     */
    public static TopicReader ofPartitions(Map<String, ?> settings, Collection<TopicPartition> partitions) {
        return new TopicReader(consumer(settings), List.copyOf(partitions));
    }

    private static TopicReader of(Map<String, ?> settings, String topic, Predicate<TopicPartition> wanted) {
        return of(settings, List.of(topic), wanted);
    }

    private static TopicReader of(Map<String, ?> settings, List<String> topics, Predicate<TopicPartition> wanted) {
        Consumer<byte[], byte[]> consumer = consumer(settings);
        try {
            List<TopicPartition> all = new ArrayList<>();
            for (String topic : topics) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .filter(wanted)
                        .toList();
                if (partitions.isEmpty()) {
                    throw new MissingTopicException(topic);
                }
                all.addAll(partitions);
            }
            return new TopicReader(consumer, List.copyOf(all));
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** What is being read. */
    public List<TopicPartition> partitions() {
        return partitions;
    }

    /** Moves behind the last committed record and says where that is. */
    public Map<TopicPartition, Long> seekToEnd() {
        Map<TopicPartition, Long> ends = endOffsets();
        ends.forEach(consumer::seek);
        return ends;
    }

    /** Moves to the first record. */
    public void seekToBeginning() {
        consumer.beginningOffsets(partitions).forEach(consumer::seek);
    }

    /** Moves to an offset of a partition. */
    public void seek(TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
    }

    /** The offset that is read next; everything before it has been returned, or is not for readers. */
    public long position(TopicPartition partition) {
        return consumer.position(partition);
    }

    /** How many partitions a topic has at this moment. */
    public int partitionsOf(String topic) {
        return consumer.partitionsFor(topic).size();
    }

    /** Where the partitions begin. */
    public Map<TopicPartition, Long> beginningOffsets() {
        return Map.copyOf(consumer.beginningOffsets(partitions));
    }

    /** Where committed records end at this moment. */
    public Map<TopicPartition, Long> endOffsets() {
        return Map.copyOf(consumer.endOffsets(partitions));
    }

    /** Whether everything before these offsets has been read. */
    public boolean reached(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream().allMatch(entry -> consumer.position(entry.getKey()) >= entry.getValue());
    }

    /** Committed records, as soon as there are any, at most after the given time. */
    public ConsumerRecords<byte[], byte[]> poll(Duration wait) {
        return consumer.poll(wait);
    }

    /** Ends a call that another thread waits in, or its next one, with {@link org.apache.kafka.common.errors.WakeupException}. */
    public void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, ?> settings) {
        Map<String, Object> own = new HashMap<>(settings);
        own.remove("group.id");
        own.remove("key.deserializer");
        own.remove("value.deserializer");
        own.put("isolation.level", "read_committed");
        own.put("enable.auto.commit", "false");
        own.put("auto.offset.reset", "earliest");
        own.put("allow.auto.create.topics", "false");
        return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
