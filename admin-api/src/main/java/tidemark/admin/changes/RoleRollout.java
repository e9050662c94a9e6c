package tidemark.admin.changes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.admin.log.Deadline;
import tidemark.admin.log.LedgerProgress;
import tidemark.admin.log.Tail;
import tidemark.admin.log.TopicReader;

/**
 * Knows when roles are in force: every record of them has been applied on every partition, so that usage published afterwards is judged by
 * it. One of it serves any number of changes, with one question to the cluster at a time for all.
 *
 * <p>The end of a partition is no record but most often the marker of a transaction, which a committed offset may stop short of. That is why
 * the records are read: what counts is where the last of them lies.
 */
final class RoleRollout implements Tail.Work, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RoleRollout.class);
    private static final Duration AT_REST = Duration.ofMillis(500);
    private static final Duration BUSY = Duration.ofMillis(15);
    private static final Duration LOOK_BACK = Duration.ofSeconds(30);

    /** In offsets: a record, the marker of its transaction, and as much again. */
    private static final long FIRST_STEP = 4;

    private final LedgerProgress progress;
    private final Tail tail;
    private final Queue<Asked> fresh = new ConcurrentLinkedQueue<>();

    /* What follows belongs to the tail's thread. */
    private final List<Asked> pending = new ArrayList<>();
    private final Map<TopicPartition, Long> last = new HashMap<>();

    /**
     * Does not read yet.
     *
     * @param settings of a consumer
     */
    RoleRollout(Map<String, ?> settings, LedgerProgress progress, String topic) {
        this.progress = progress;
        this.tail = new Tail(settings, topic, this);
    }

    void start() {
        tail.start();
    }

    void startNow() {
        tail.startNow();
    }

    /**
     * Comes true once all that is written about roles at this moment is in force; false if that did not happen in time. A role lies on its
     * topic, if not committed, before its answer can be read.
     */
    CompletableFuture<Boolean> inForce(Deadline deadline) {
        Asked asked = new Asked(deadline);
        fresh.add(asked);
        tail.wakeUp();
        return asked.answer;
    }

    /* The last record of each partition is looked for in steps that grow backwards. */
    @Override
    public void begin(TopicReader reader) {
        Deadline deadline = Deadline.in(LOOK_BACK);
        Map<TopicPartition, Long> ends = reader.endOffsets();
        Map<TopicPartition, Long> beginnings = reader.beginningOffsets();
        boolean known = false;
        for (long step = FIRST_STEP; !known && !deadline.passed(); step *= FIRST_STEP) {
            known = true;
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                long beginning = beginnings.getOrDefault(end.getKey(), 0L);
                boolean found = last.containsKey(end.getKey());
                reader.seek(end.getKey(), found ? end.getValue() : Math.max(beginning, end.getValue() - step));
                known &= found || end.getValue() - step <= beginning;
            }
            while (!reader.reached(ends) && !deadline.passed()) {
                reader.poll(deadline.leftAtMost(AT_REST)).forEach(this::take);
            }
            known |= last.size() == ends.size();
        }
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        last.merge(new TopicPartition(record.topic(), record.partition()), record.offset(), Math::max);
    }

    @Override
    public Duration round(TopicReader reader) {
        for (Asked asked = fresh.poll(); asked != null; asked = fresh.poll()) {
            pending.add(asked);
        }
        if (pending.isEmpty()) {
            return AT_REST;
        }
        try {
            lookAtPending(reader);
        } catch (KafkaException e) {
            LOG.warn("How far roles are in force cannot be asked just now: {}", e.toString());
        }
        pending.removeIf(Asked::isOver);
        return BUSY;
    }

    private void lookAtPending(TopicReader reader) {
        Map<TopicPartition, Long> written = null;
        Map<TopicPartition, Long> reached = null;
        for (Iterator<Asked> all = pending.iterator(); all.hasNext(); ) {
            Asked asked = all.next();
            if (asked.written == null) {
                written = written == null ? progress.written(reader.partitions()) : written;
                asked.written = written;
            }
            if (asked.awaited == null && reader.reached(asked.written)) {
                asked.awaited = Map.copyOf(last);
            }
            if (asked.awaited != null) {
                reached = reached == null ? progress.reached(partitions(reader)) : reached;
                if (isReached(asked.awaited, reached)) {
                    all.remove();
                    asked.answer.complete(true);
                }
            }
        }
    }

    private static Set<TopicPartition> partitions(TopicReader reader) {
        return new HashSet<>(reader.partitions());
    }

    private static boolean isReached(Map<TopicPartition, Long> awaited, Map<TopicPartition, Long> reached) {
        return awaited.entrySet().stream()
                .allMatch(entry -> reached.getOrDefault(entry.getKey(), 0L) > entry.getValue());
    }

    @Override
    public void close() {
        tail.close();
    }

    /** Somebody who waits. */
    private static final class Asked {

        private final Deadline deadline;
        private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

        /** Ends of the partitions at the moment of asking. */
        private @Nullable Map<TopicPartition, Long> written;

        /** The last records before these ends. */
        private @Nullable Map<TopicPartition, Long> awaited;

        Asked(Deadline deadline) {
            this.deadline = deadline;
        }

        boolean isOver() {
            return deadline.passed() && (answer.complete(false) || answer.isDone());
        }
    }
}
