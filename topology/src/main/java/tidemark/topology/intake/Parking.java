package tidemark.topology.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The records of one task that wait for their schema, in a logged store, tried again from time to time until each is settled.
 *
 * <p>Nothing is scheduled while nothing waits, because every punctuation makes the task commit.
 */
final class Parking {

    /** Between attempts while nothing moves. */
    static final Duration WAITING = Duration.ofMillis(200);
    /** Between slices while there is more to settle. */
    static final Duration DRAINING = Duration.ofMillis(10);

    private static final long SLICE_NANOS = 5_000_000;

    /** Settles a parked record if its schema is there. */
    interface Retry {
        /**
         * Tries once more.
         *
         * @param topic the topic it was parked for
         * @param inbound the record
         * @param settling to be run first if the record is settled now
         * @return whether it was settled
         */
        boolean retry(String topic, Inbound inbound, Runnable settling);
    }

    private final ProcessorContext<byte[], byte[]> context;
    private final KeyValueStore<Bytes, byte[]> store;
    private final Tally tally;
    private final Map<TopicPartition, ParkedQueue> queues = new HashMap<>();
    private final Map<String, Boolean> inOrder;
    private final Retry retry;
    private @Nullable Cancellable schedule;
    private Duration pace = WAITING;

    Parking(
            ProcessorContext<byte[], byte[]> context,
            String storeName,
            Map<String, Boolean> inOrder,
            Retry retry,
            Tally tally) {
        this.context = context;
        this.store = context.getStateStore(storeName);
        this.inOrder = Map.copyOf(inOrder);
        this.retry = retry;
        this.tally = tally;
        countStored();
        reschedule(WAITING);
    }

    /** Whether a record of this partition has to wait because an earlier one does. */
    boolean isOccupied(TopicPartition partition) {
        return queues.containsKey(partition);
    }

    void park(String topic, Inbound inbound) {
        Bytes key = ParkedRecord.key(topic, inbound.partition(), inbound.offset());
        boolean isNew = store.get(key) == null;
        store.put(key, ParkedRecord.value(inbound));
        if (isNew) {
            TopicPartition partition = new TopicPartition(topic, inbound.partition());
            queues.computeIfAbsent(partition, ParkedQueue::new).added();
            tally.parked(1);
        }
        if (schedule == null) {
            reschedule(WAITING);
        }
    }

    void close() {
        queues.values().forEach(queue -> tally.parked(-queue.size()));
        queues.clear();
        reschedule(WAITING);
    }

    private void countStored() {
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                Bytes key = all.next().key;
                TopicPartition partition = new TopicPartition(ParkedRecord.topicOf(key), ParkedRecord.partitionOf(key));
                queues.computeIfAbsent(partition, ParkedQueue::new).added();
                tally.parked(1);
            }
        }
    }

    private void reschedule(Duration wanted) {
        boolean needed = !queues.isEmpty();
        if (schedule != null && (!needed || !wanted.equals(pace))) {
            schedule.cancel();
            schedule = null;
        }
        if (needed && schedule == null) {
            pace = wanted;
            schedule = context.schedule(wanted, PunctuationType.WALL_CLOCK_TIME, this::tryAgain);
        }
    }

    private void tryAgain(long now) {
        long before = size();
        long share = SLICE_NANOS / Math.max(1, queues.size());
        for (ParkedQueue queue : List.copyOf(queues.values())) {
            tryQueue(queue, System.nanoTime() + share);
        }
        boolean moving = size() < before;
        queues.values().removeIf(queue -> queue.size() == 0);
        reschedule(moving ? DRAINING : WAITING);
    }

    private void tryQueue(ParkedQueue queue, long deadline) {
        boolean strict = inOrder.getOrDefault(queue.partition().topic(), true);
        try (KeyValueIterator<Bytes, byte[]> waiting = store.range(queue.from(), queue.to())) {
            while (waiting.hasNext()) {
                KeyValue<Bytes, byte[]> next = waiting.next();
                boolean settled = trySingle(queue, next);
                queue.goOnAfter(next.key);
                if (strict && !settled) {
                    queue.goOnAt(next.key);
                    return;
                }
                if (System.nanoTime() - deadline > 0) {
                    return;
                }
            }
        }
        queue.startOver();
    }

    private long size() {
        return queues.values().stream().mapToLong(ParkedQueue::size).sum();
    }

    private boolean trySingle(ParkedQueue queue, KeyValue<Bytes, byte[]> parked) {
        return retry.retry(queue.partition().topic(), ParkedRecord.inbound(parked.key, parked.value), () -> {
            store.delete(parked.key);
            queue.removed();
            tally.parked(-1);
        });
    }
}
