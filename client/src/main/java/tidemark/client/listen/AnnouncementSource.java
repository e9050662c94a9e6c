package tidemark.client.listen;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics of announcements, read by a member of a group or by this process alone. For one thread. */
final class AnnouncementSource implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LONGEST_POLL = Duration.ofMillis(200);
    private static final long LOOK_EVERY_NANOS = 1_000_000_000;

    private final Consumer<byte[], byte[]> consumer;
    private final List<String> topics;
    private final boolean inGroup;
    private final boolean fromFirst;
    private final Map<TopicPartition, Long> positions;
    private final boolean again;
    private long lookedNanos = System.nanoTime() - LOOK_EVERY_NANOS;

    /**
     * Opens the topics.
     *
     * @param positions where this process has come to; outlives the source
     */
    AnnouncementSource(ListenSettings settings, Map<TopicPartition, Long> positions) {
        Begin begin = settings.begin();
        this.topics = List.of(
                settings.topics().usageWarnings(),
                settings.topics().usageExceeded(),
                settings.topics().decisionHistory());
        this.inGroup = begin.groupId() != null;
        this.fromFirst = begin.fromFirst();
        this.positions = positions;
        this.again = !positions.isEmpty();
        this.consumer = consumer(settings);
        if (inGroup) {
            consumer.subscribe(topics);
        }
    }

    private static Consumer<byte[], byte[]> consumer(ListenSettings settings) {
        Map<String, Object> own = new HashMap<>(
                Map.of("max.poll.records", 100, "metadata.max.age.ms", 10_000, "client.id", "tidemark-listener"));
        own.putAll(settings.kafka());
        own.remove("group.id");
        own.remove("key.deserializer");
        own.remove("value.deserializer");
        String group = settings.begin().groupId();
        if (group != null) {
            own.put("group.id", group);
        }
        own.put("isolation.level", "read_committed");
        own.put("enable.auto.commit", false);
        own.put("auto.offset.reset", settings.begin().fromFirst() ? "earliest" : "latest");
        own.put("allow.auto.create.topics", false);
        return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    ConsumerRecords<byte[], byte[]> poll() {
        if (!inGroup && System.nanoTime() - lookedNanos >= LOOK_EVERY_NANOS) {
            lookedNanos = System.nanoTime();
            takeInPartitions();
            if (consumer.assignment().isEmpty()) {
                return ConsumerRecords.empty();
            }
        }
        return consumer.poll(LONGEST_POLL);
    }

    /** Whether it listens to anything yet. */
    boolean isEmpty() {
        return consumer.assignment().isEmpty();
    }

    /** All that was polled has been told. */
    void told() {
        if (inGroup) {
            consumer.commitSync();
        } else {
            consumer.assignment()
                    .forEach(partition -> positions.put(partition, consumer.position(partition, PATIENCE)));
        }
    }

    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(PATIENCE));
    }

    private void takeInPartitions() {
        List<TopicPartition> all = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic, PATIENCE).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        List<TopicPartition> added = all.stream()
                .filter(partition -> !consumer.assignment().contains(partition))
                .toList();
        if (added.isEmpty()) {
            return;
        }
        boolean first = consumer.assignment().isEmpty() && !again;
        consumer.assign(all);
        for (TopicPartition partition : added) {
            seek(partition, first);
        }
    }

    /** What is added later holds what was announced since: it is heard from its beginning. */
    private void seek(TopicPartition partition, boolean first) {
        Long position = positions.get(partition);
        if (position != null) {
            consumer.seek(partition, position);
        } else if (first && !fromFirst) {
            consumer.seekToEnd(List.of(partition));
            try {
                positions.put(partition, consumer.position(partition, PATIENCE));
            } catch (RetriableException e) {
                // It is asked for again by the next poll.
                positions.remove(partition);
            }
        } else {
            consumer.seekToBeginning(List.of(partition));
        }
    }
}
