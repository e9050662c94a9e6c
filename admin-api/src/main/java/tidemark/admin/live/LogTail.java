package tidemark.admin.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.Deadline;
import tidemark.admin.log.RegistryUnreachableException;
import tidemark.admin.log.TopicReader;

/**
 * Follows the topics of all kinds on a thread of its own, once for the node, and publishes what is committed. Whatever fails on the way is tried
 * again from where it had come to.
 */
final class LogTail implements AutoCloseable {

    /** How many events are kept in memory, a few hundred bytes each. */
    static final int KEPT = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Map<String, ?> settings;
    private final List<String> topics;
    private final AvroRecords records;
    private final Listener listener;
    private final Thread thread;
    private final Object pauses = new Object();

    private volatile boolean closed;
    private volatile @Nullable TopicReader reader;

    /** Only our thread looks at it. */
    private @Nullable Fanout fanout;

    /** Who has to know what becomes of the tail. */
    interface Listener {

        /** It has caught up for the first time, and streams may join. */
        void follows(Fanout fanout);

        /** The topics have other partitions than before: no stream can go on as it is. */
        void startsAnew();
    }

    /**
     * Does not read yet.
     *
     * @param settings of a consumer
     * @param topics of all kinds, in their order
     * @param records must give generated classes; belongs to the caller
     */
    LogTail(Map<String, ?> settings, List<String> topics, AvroRecords records, Listener listener) {
        Map<String, Object> own = new HashMap<>(settings);
        own.put("client.id", "tidemark-live");
        this.settings = own;
        this.topics = topics;
        this.records = records;
        this.listener = listener;
        this.thread = new Thread(this::run, "tidemark-live");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    // The thread has to outlive whatever brokers, registry and records do to it.
    @SuppressWarnings("IllegalCatch")
    private void run() {
        while (!closed) {
            try (TopicReader opened = TopicReader.ofAll(settings, topics)) {
                reader = opened;
                follow(opened, positioned(opened));
            } catch (WakeupException e) {
                LOG.debug("Woken up to end", e);
            } catch (RuntimeException e) {
                LOG.warn("Live events cannot be followed just now, which is tried again: {}", e.toString());
                pause();
            } finally {
                reader = null;
            }
        }
    }

    private Fanout positioned(TopicReader from) {
        int[] partitions = new int[EventKind.COUNT];
        for (TopicPartition partition : from.partitions()) {
            partitions[topics.indexOf(partition.topic())]++;
        }
        Fanout known = fanout;
        if (known == null || !hasPartitions(known.position(), partitions)) {
            if (known != null) {
                LOG.info("Topics of live events have more partitions than before; streams begin anew");
                listener.startsAnew();
            }
            known = new Fanout(records, start(from, partitions), KEPT);
            fanout = known;
        }
        Offsets position = known.position();
        for (TopicPartition partition : from.partitions()) {
            from.seek(partition, position.get(topics.indexOf(partition.topic()), partition.partition()));
        }
        return known;
    }

    /* A little back, so that whoever comes from another node is likely to find its place in memory. */
    private Offsets start(TopicReader from, int[] partitions) {
        Map<TopicPartition, Long> begins = from.beginningOffsets();
        Map<TopicPartition, Long> ends = from.endOffsets();
        long back = KEPT / ends.size();
        Offsets start = Offsets.none(partitions);
        ends.forEach((partition, end) -> start.set(
                topics.indexOf(partition.topic()),
                partition.partition(),
                Math.max(begins.getOrDefault(partition, 0L), end - back)));
        return start;
    }

    private void follow(TopicReader from, Fanout to) {
        Map<TopicPartition, Long> ends = from.endOffsets();
        boolean reached = false;
        Deadline look = Deadline.in(BETWEEN_LOOKS);
        while (!closed) {
            ConsumerRecords<byte[], byte[]> polled = from.poll(POLL);
            for (LogEvent event : MergedRecords.of(polled, topics)) {
                publish(event, to);
            }
            for (TopicPartition partition : from.partitions()) {
                to.advance(topics.indexOf(partition.topic()), partition.partition(), from.position(partition));
            }
            if (!reached && from.reached(ends)) {
                reached = true;
                listener.follows(to);
            }
            if (look.passed()) {
                look = Deadline.in(BETWEEN_LOOKS);
                if (!isWhole(from, to.position())) {
                    return;
                }
            }
        }
    }

    /* Without the registry nothing can be said about an event, so it is waited for. */
    private void publish(LogEvent event, Fanout to) {
        while (true) {
            try {
                to.publish(event);
                return;
            } catch (RegistryUnreachableException e) {
                LOG.warn("{} Live events wait for it.", e.getMessage());
                pause();
                if (closed) {
                    throw new WakeupException();
                }
            }
        }
    }

    private boolean isWhole(TopicReader from, Offsets known) {
        for (int kind = 0; kind < EventKind.COUNT; kind++) {
            if (from.partitionsOf(topics.get(kind)) != known.partitions(kind)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasPartitions(Offsets known, int[] partitions) {
        for (int kind = 0; kind < EventKind.COUNT; kind++) {
            if (known.partitions(kind) != partitions[kind]) {
                return false;
            }
        }
        return true;
    }

    private void pause() {
        Deadline end = Deadline.in(BEFORE_NEXT_TRY);
        synchronized (pauses) {
            try {
                while (!closed && !end.passed()) {
                    pauses.wait(Math.max(1, end.left().toMillis()));
                }
            } catch (InterruptedException e) {
                LOG.debug("Interrupted, which is nobody's to do", e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        synchronized (pauses) {
            pauses.notifyAll();
        }
        TopicReader reading = reader;
        if (reading != null) {
            reading.wakeUp();
        }
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
