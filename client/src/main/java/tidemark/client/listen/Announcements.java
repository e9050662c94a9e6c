package tidemark.client.listen;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.client.wire.RecordDecoder;
import tidemark.events.BlockDecision;
import tidemark.events.UsageExceeded;
import tidemark.events.UsageWarning;

/**
 * Listens to warnings, exceeded limits and decisions on a thread of its own, and tells them to a listener. Everything committed is told at
 * least once, in order within an account; what is under way when it is closed is finished first.
 */
public final class Announcements implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
    private static final int ATTEMPTS = 3;
    private static final long PAUSE_MILLIS = 1_000;
    private static final long POLITE_MILLIS = 10_000;

    private final ListenSettings settings;
    private final AnnouncementListener listener;
    private final RecordDecoder decoder;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch listening = new CountDownLatch(1);
    private final AtomicLong skipped = new AtomicLong();
    private final Thread thread;
    private volatile AnnouncementSource source;

    private Announcements(ListenSettings settings, AnnouncementListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.decoder = new RecordDecoder(settings.kafka());
        this.source = new AnnouncementSource(settings, positions);
        this.thread = new Thread(this::run, "tidemark-listener");
        thread.setDaemon(true);
    }

    /**
     * Begins to listen and returns at once.
     *
     * @throws org.apache.kafka.common.KafkaException if the settings cannot be used
     */
    public static Announcements listen(ListenSettings settings, AnnouncementListener listener) {
        Announcements made = new Announcements(settings, listener);
        settings.metrics().level("tidemark.client.announcements.skipped", made.skipped::get);
        made.thread.start();
        return made;
    }

    /** How many were skipped: they could not be read, or the listener failed three times. */
    public long skipped() {
        return skipped.get();
    }

    /**
     * Waits until partitions are listened to; what is announced afterwards is heard.
     *
     * @return whether they are, within that time
     */
    public boolean awaitListening(Duration longest) throws InterruptedException {
        return listening.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        stop.countDown();
        source.wakeUp();
        try {
            thread.join(POLITE_MILLIS);
            thread.interrupt();
            thread.join(POLITE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    private void run() {
        try (RecordDecoder closing = decoder) {
            while (!stopped()) {
                follow(closing);
            }
        } catch (InterruptedException | InterruptException e) {
            // Only close() interrupts.
        } finally {
            source.close();
        }
    }

    private void follow(RecordDecoder by) throws InterruptedException {
        try (AnnouncementSource followed = source) {
            while (!stopped()) {
                ConsumerRecords<byte[], byte[]> records = followed.poll();
                if (followed.isEmpty()) {
                    pause();
                    continue;
                }
                listening.countDown();
                if (!records.isEmpty() && tell(records, by)) {
                    followed.told();
                }
            }
            return;
        } catch (WakeupException e) {
            return;
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("Listening is interrupted and begins again: {}", e.toString());
        }
        pause();
        if (!stopped()) {
            source = new AnnouncementSource(settings, positions);
        }
    }

    /** Tells all of them, or stops at one boundary between two. */
    private boolean tell(ConsumerRecords<byte[], byte[]> records, RecordDecoder by) throws InterruptedException {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (stopped()) {
                return false;
            }
            Object value = read(record, by);
            if (value != null) {
                tell(value, record);
            }
        }
        return true;
    }

    private @Nullable Object read(ConsumerRecord<byte[], byte[]> record, RecordDecoder by) throws InterruptedException {
        while (!stopped()) {
            try {
                return by.value(record, Object.class);
            } catch (RuntimeException e) {
                if (e instanceof SerializationException && !RecordDecoder.mayPass(e)) {
                    skip(record, "cannot be read", e);
                    return null;
                }
                LOG.warn("The schema registry does not answer: {}", e.toString());
                pause();
            }
        }
        return null;
    }

    private void tell(Object value, ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        Origin origin = new Origin(
                record.topic(), record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()));
        for (int attempt = 1; !stopped(); attempt++) {
            try {
                tell(value, origin);
                settings.metrics().add("tidemark.client.announcements.told", 1);
                return;
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS) {
                    skip(record, "failed " + ATTEMPTS + " times in the listener", e);
                    return;
                }
                pause();
            }
        }
    }

    private void tell(Object value, Origin origin) {
        if (value instanceof UsageWarning warning) {
            listener.warned(warning, origin);
        } else if (value instanceof UsageExceeded exceeded) {
            listener.exceeded(exceeded, origin);
        } else if (value instanceof BlockDecision decision) {
            listener.decided(decision, origin);
        }
    }

    private void skip(ConsumerRecord<?, ?> record, String why, RuntimeException cause) {
        skipped.incrementAndGet();
        LOG.warn("{}-{} offset {} {} and is skipped", record.topic(), record.partition(), record.offset(), why, cause);
    }

    private void pause() throws InterruptedException {
        if (stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
            LOG.debug("Stopped while waiting");
        }
    }
}
