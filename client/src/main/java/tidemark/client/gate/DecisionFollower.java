package tidemark.client.gate;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.client.wire.RecordDecoder;
import tidemark.events.BlockDecision;

/**
 * Follows one open log of decisions until it fails or is told to stop.
 *
 * <p>That nothing was missed is proven by asking the brokers where the topic ends, and having read up to there: everything committed
 * before the question is known then. So an idle topic does not look stale, and a cut line does not look idle.
 */
final class DecisionFollower {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionReplica.class);
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);
    private static final long PAUSE_MILLIS = 250;

    private final DecisionLog log;
    private final RecordDecoder decoder;
    private final ReplicaParts parts;
    private final InstantSource clock;
    private final long probeEveryNanos;
    private long probedNanos;
    private @Nullable Probe pending;

    /** A question to the brokers, when it was put by both clocks, and the answer. */
    private record Probe(long millis, long nanos, Map<TopicPartition, Long> ends) {}

    DecisionFollower(DecisionLog log, RecordDecoder decoder, ReplicaParts parts, ReplicaSettings settings) {
        this.log = log;
        this.decoder = decoder;
        this.parts = parts;
        this.clock = settings.clock();
        this.probeEveryNanos = settings.probeEvery().toNanos();
        this.probedNanos = System.nanoTime() - probeEveryNanos;
    }

    void follow() throws InterruptedException {
        while (!parts.stopped()) {
            try {
                if (probeIsDue()) {
                    probe();
                }
                if (log.isEmpty()) {
                    parts.pause(PAUSE_MILLIS);
                } else {
                    apply(log.poll(LONGEST_POLL));
                }
            } catch (OffsetOutOfRangeException e) {
                startOver(e);
            }
            parts.touch().lookAgain();
        }
    }

    private boolean probeIsDue() {
        return System.nanoTime() - probedNanos >= probeEveryNanos;
    }

    private void probe() {
        long millis = clock.millis();
        long nanos = System.nanoTime();
        probedNanos = nanos;
        try {
            if (log.takeInPartitions()) {
                pending = null;
            }
            if (log.isEmpty()) {
                parts.trouble().is("the topic does not exist");
                return;
            }
            if (pending == null) {
                pending = new Probe(millis, nanos, log.ends());
                parts.touch().contact();
                parts.trouble().isOver();
            }
            compare();
        } catch (RetriableException e) {
            parts.trouble().is("the brokers do not answer", e);
        }
    }

    /** One probe at a time: while there is much to read, a newer end would never be reached. */
    private void compare() {
        Probe probe = pending;
        if (probe == null) {
            return;
        }
        long behind = log.behind(probe.ends());
        parts.touch().behind(behind);
        if (behind == 0) {
            pending = null;
            parts.known().complete();
            parts.caughtUp(probe.millis(), probe.nanos());
        }
    }

    private void apply(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        if (!records.isEmpty()) {
            parts.touch().contact();
        }
        boolean live = parts.touch().hasCaughtUp();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (!apply(record, live)) {
                return;
            }
        }
        log.applied();
        compare();
    }

    /** @return false if the replica was stopped before the record could be read */
    private boolean apply(ConsumerRecord<byte[], byte[]> record, boolean live) throws InterruptedException {
        while (!parts.stopped()) {
            try {
                DecisionKey key = DecisionKey.of(record.key());
                BlockDecision decision = decoder.value(record, BlockDecision.class);
                parts.known().apply(key, decision == null ? null : DecisionFacts.of(key, decision), record, live);
                return true;
            } catch (SerializationException | RetriableException e) {
                if (!RecordDecoder.mayPass(e)) {
                    skip(record, e);
                    return true;
                }
                parts.trouble().is("the schema registry does not answer", e);
                parts.touch().lookAgain();
                parts.pause(PAUSE_MILLIS);
            }
        }
        return false;
    }

    private void skip(ConsumerRecord<byte[], byte[]> record, RuntimeException why) {
        if (parts.unreadable().getAndIncrement() == 0) {
            LOG.warn(
                    "A decision cannot be read and is skipped; further ones are only counted: {}-{} offset {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    why);
        }
    }

    private void startOver(OffsetOutOfRangeException cause) {
        LOG.warn("Records of the decisions' topic are gone; all are read again: {}", cause.getMessage());
        log.startOver();
        parts.known().startOver();
        pending = null;
    }

    /** What outlives one connection. */
    record ReplicaParts(
            KnownDecisions known,
            Touch touch,
            Trouble trouble,
            AtomicLong unreadable,
            CountDownLatch stop,
            Runnable ready) {

        boolean stopped() {
            return stop.getCount() == 0;
        }

        /** Waits that long, or until the replica is stopped. */
        void pause(long millis) throws InterruptedException {
            if (stop.await(millis, TimeUnit.MILLISECONDS)) {
                LOG.debug("Stopped while waiting");
            }
        }

        void caughtUp(long millis, long nanos) {
            touch.caughtUp(millis, nanos);
            ready.run();
        }
    }
}
