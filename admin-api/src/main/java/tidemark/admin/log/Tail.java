package tidemark.admin.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all partitions of a topic from some place on, and goes on with whatever is written, on a thread of its own. What fails on the way is
 * tried again from where it had come to.
 */
public final class Tail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Map<String, ?> settings;
    private final String topic;
    private final Work work;
    private final Thread thread;
    private final Object closing = new Object();

    private volatile boolean closed;
    private volatile @Nullable TopicReader reader;

    /** Where to go on after a failure; empty: from the beginning of the work. Only our thread looks at it once it runs. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    /** What is done with the records; called by one thread. */
    public interface Work {

        /** Moves a reader to where the work begins. */
        void begin(TopicReader reader);

        /** A record, in the order of its partition. */
        void take(ConsumerRecord<byte[], byte[]> record);

        /** Once after each look for records; says how long the next look may take. */
        Duration round(TopicReader reader);
    }

    /**
     * Does not read yet.
     *
     * @param settings of a consumer
     */
    public Tail(Map<String, ?> settings, String topic, Work work) {
        this.settings = Map.copyOf(settings);
        this.topic = topic;
        this.work = work;
        this.thread = new Thread(this::run, "tidemark-tail-" + topic);
        thread.setDaemon(true);
    }

    /** Begins to read as soon as the cluster can be reached. */
    public void start() {
        thread.start();
    }

    /**
     * Begins to read, with the work begun when this returns.
     *
     * @throws MissingTopicException if there is no such topic
     */
    public void startNow() {
        TopicReader opened = TopicReader.of(settings, topic);
        try {
            work.begin(opened);
            next.putAll(opened.positions());
        } finally {
            opened.close();
        }
        thread.start();
    }

    /** Has the next round come at once. */
    public void wakeUp() {
        TopicReader reading = reader;
        if (reading != null) {
            reading.wakeUp();
        }
    }

    // The thread has to outlive whatever brokers, registry and records do to it.
    @SuppressWarnings("IllegalCatch")
    private void run() {
        while (!closed) {
            try (TopicReader opened = TopicReader.of(settings, topic)) {
                reader = opened;
                if (next.isEmpty()) {
                    work.begin(opened);
                    next.putAll(opened.positions());
                } else {
                    next.forEach(opened::seek);
                }
                follow(opened);
            } catch (WakeupException e) {
                LOG.debug("Woken up outside of a look for records", e);
            } catch (RuntimeException e) {
                LOG.warn("Topic {} cannot be followed just now, which is tried again: {}", topic, e.toString());
                pause();
            } finally {
                reader = null;
            }
        }
    }

    private void follow(TopicReader from) {
        Duration wait = work.round(from);
        while (!closed) {
            try {
                for (ConsumerRecord<byte[], byte[]> record : from.poll(wait)) {
                    work.take(record);
                    next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                }
            } catch (WakeupException e) {
                LOG.trace("Woken up", e);
            }
            wait = work.round(from);
        }
    }

    private void pause() {
        Deadline end = Deadline.in(BEFORE_NEXT_TRY);
        synchronized (closing) {
            try {
                while (!closed && !end.passed()) {
                    closing.wait(Math.max(1, end.left().toMillis()));
                }
            } catch (InterruptedException e) {
                LOG.debug("Interrupted, which is nobody's to do", e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        synchronized (closing) {
            closing.notifyAll();
        }
        wakeUp();
        if (Thread.currentThread() == thread || !thread.isAlive()) {
            return;
        }
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
