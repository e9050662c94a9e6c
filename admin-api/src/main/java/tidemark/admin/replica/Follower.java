package tidemark.admin.replica;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.Deadline;
import tidemark.admin.log.RegistryUnreachableException;
import tidemark.admin.log.TopicReader;

/**
 * Reads one partition of a compacted topic from its beginning and then on and on, on a thread of its own. Whatever fails on the way is
 * tried again from where it had come to.
 */
final class Follower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Map<String, ?> settings;
    private final AvroRecords records;
    private final TopicPartition partition;
    private final Sink sink;
    private final Clock clock;
    private final Thread thread;
    private final Object changed = new Object();

    private volatile boolean closed;
    private volatile @Nullable TopicReader reader;
    private volatile @Nullable Instant asOf;

    /** The offset to go on from after a failure; below 0: the first. Only our thread looks at it. */
    private long next = -1;

    /** Where records end up; called by one thread. */
    interface Sink {

        /** This stands under the key now. */
        void put(String key, Object value);

        /** Nothing stands under the key any more. */
        void remove(String key);
    }

    /**
     * Does not read yet.
     *
     * @param settings of a consumer
     * @param records must give generated classes; stays open, belongs to the caller
     */
    Follower(Map<String, ?> settings, AvroRecords records, String topic, Sink sink, Clock clock) {
        this.settings = Map.copyOf(settings);
        this.records = records;
        this.partition = new TopicPartition(topic, 0);
        this.sink = sink;
        this.clock = clock;
        this.thread = new Thread(this::run, "tidemark-replica-" + topic);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** All that was committed before this moment is in the sink; null: it has not caught up yet. */
    @Nullable
    Instant asOf() {
        return asOf;
    }

    /** Waits until the condition, which hangs on the sink, holds; false if it did not in time. */
    boolean await(BooleanSupplier condition, Deadline deadline) throws InterruptedException {
        synchronized (changed) {
            while (!condition.getAsBoolean()) {
                if (closed || deadline.passed()) {
                    return false;
                }
                changed.wait(Math.max(1, deadline.left().toMillis()));
            }
            return true;
        }
    }

    // The thread has to outlive whatever brokers, registry and records do to it.
    @SuppressWarnings("IllegalCatch")
    private void run() {
        while (!closed) {
            try (TopicReader opened = TopicReader.ofPartition(settings, partition)) {
                reader = opened;
                if (next < 0) {
                    opened.seekToBeginning();
                } else {
                    opened.seek(partition, next);
                }
                while (!closed) {
                    follow(opened);
                }
            } catch (WakeupException e) {
                LOG.debug("Woken up to end", e);
            } catch (RuntimeException e) {
                LOG.warn(
                        "Topic {} cannot be followed just now, which is tried again: {}",
                        partition.topic(),
                        e.toString());
                pause();
            } finally {
                reader = null;
            }
        }
    }

    /** Reads until as much has been read as there was at the beginning. */
    private void follow(TopicReader from) {
        Instant now = clock.instant();
        Map<TopicPartition, Long> ends = from.endOffsets();
        Deadline look = Deadline.in(BETWEEN_LOOKS);
        boolean reached = from.reached(ends);
        while (!closed && !(reached && look.passed())) {
            if (reached) {
                caughtUp(now);
            }
            for (ConsumerRecord<byte[], byte[]> read : from.poll(reached ? look.leftAtMost(POLL) : POLL)) {
                take(read);
                next = read.offset() + 1;
            }
            reached = from.reached(ends);
        }
    }

    private void caughtUp(Instant now) {
        asOf = now;
        wakeWaiting();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), UTF_8);
        try {
            Object value = value(record);
            if (value == null) {
                sink.remove(key);
            } else {
                sink.put(key, value);
            }
        } catch (SerializationException e) {
            // Bytes that are nothing of ours: the last readable record of the key stays.
            LOG.warn("The record at {} offset {} cannot be read", partition, record.offset());
        }
        wakeWaiting();
    }

    /* Without the registry nothing can be said about a record, so it is waited for. */
    private @Nullable Object value(ConsumerRecord<byte[], byte[]> record) {
        while (true) {
            try {
                return records.fromBytes(record.topic(), record.headers(), record.value());
            } catch (RegistryUnreachableException e) {
                LOG.warn("{} Topic {} waits for it.", e.getMessage(), partition.topic());
                pause();
                if (closed) {
                    throw new WakeupException();
                }
            }
        }
    }

    private void wakeWaiting() {
        synchronized (changed) {
            changed.notifyAll();
        }
    }

    private void pause() {
        Deadline end = Deadline.in(BEFORE_NEXT_TRY);
        synchronized (changed) {
            try {
                while (!closed && !end.passed()) {
                    changed.wait(Math.max(1, end.left().toMillis()));
                }
            } catch (InterruptedException e) {
                LOG.debug("Interrupted, which is nobody's to do", e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        wakeWaiting();
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
