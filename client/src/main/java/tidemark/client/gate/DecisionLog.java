package tidemark.client.gate;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All partitions of the decisions' topic, read from the beginning, committed records only, without a consumer group. Keys and values
 * are bytes, so that no record can stop it. For one thread.
 */
final class DecisionLog implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /*
     * Large fetches for the start; partitions that are added are noticed within seconds. A broker answers one question of a connection
     * after the other, so a probe waits for a fetch that waits for records: not for long. All can be overridden.
     */
    private static final Map<String, Object> DEFAULTS = Map.of(
            "fetch.max.bytes", 16 * 1024 * 1024,
            "max.partition.fetch.bytes", 4 * 1024 * 1024,
            "max.poll.records", 20_000,
            "fetch.max.wait.ms", 200,
            "metadata.max.age.ms", 5_000,
            "reconnect.backoff.max.ms", 500,
            "client.id", "tidemark-decisions");

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Map<TopicPartition, Long> positions;

    /** @param positions where to go on, by partition; kept up to date by {@link #applied}, and outlives the consumer */
    DecisionLog(Consumer<byte[], byte[]> consumer, String topic, Map<TopicPartition, Long> positions) {
        this.consumer = consumer;
        this.topic = topic;
        this.positions = positions;
    }

    static Consumer<byte[], byte[]> consumer(Map<String, ?> settings) {
        Map<String, Object> own = new HashMap<>(DEFAULTS);
        own.putAll(settings);
        own.remove("group.id");
        own.remove("group.instance.id");
        own.remove("key.deserializer");
        own.remove("value.deserializer");
        own.put("isolation.level", "read_committed");
        own.put("enable.auto.commit", false);
        own.put("auto.offset.reset", "none");
        own.put("allow.auto.create.topics", false);
        return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Takes in partitions that are not read yet, from their beginning.
     *
     * @return whether there were any
     */
    boolean takeInPartitions() {
        List<TopicPartition> all = consumer.partitionsFor(topic, PATIENCE).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (consumer.assignment().containsAll(all)) {
            return false;
        }
        List<TopicPartition> added = all.stream()
                .filter(partition -> !consumer.assignment().contains(partition))
                .toList();
        consumer.assign(all);
        for (TopicPartition partition : added) {
            Long position = positions.get(partition);
            if (position == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, position);
            }
        }
        return true;
    }

    boolean isEmpty() {
        return consumer.assignment().isEmpty();
    }

    ConsumerRecords<byte[], byte[]> poll(Duration longest) {
        return consumer.poll(longest);
    }

    /** What was polled has been applied: here is where to go on. */
    void applied() {
        for (TopicPartition partition : consumer.assignment()) {
            try {
                positions.put(partition, consumer.position(partition, Duration.ZERO));
            } catch (TimeoutException e) {
                // Not known at the moment; the former one is as good.
            }
        }
    }

    /**
     * Asks where the partitions end.
     *
     * @throws TimeoutException if the brokers do not answer for all of them
     */
    Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(consumer.assignment(), PATIENCE);
    }

    /** How many offsets are left before those ends. */
    long behind(Map<TopicPartition, Long> ends) {
        long behind = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            behind += Math.max(0, end.getValue() - positions.getOrDefault(end.getKey(), 0L));
        }
        return behind;
    }

    /** Goes back to the first record of every partition. */
    void startOver() {
        positions.clear();
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Ends a call that waits, from another thread. */
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(PATIENCE));
    }
}
