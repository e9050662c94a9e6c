package tidemark.admin.log;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** How far the ledger has come in its input: what lies before a committed offset has been applied, and its effects are visible. */
public final class LedgerProgress {

    private static final Duration PAUSE = Duration.ofMillis(25);

    private final Admin admin;
    private final String applicationId;

    /**
     * Follows one ledger.
     *
     * @param admin stays open, belongs to the caller
     * @param applicationId of the ledger, which is its consumer group as well
     */
    public LedgerProgress(Admin admin, String applicationId) {
        this.admin = admin;
        this.applicationId = applicationId;
    }

    /** Waits until the record at each of these offsets has been applied; false if that did not happen in time. */
    public boolean awaitApplied(Map<TopicPartition, Long> offsets, Deadline deadline) {
        while (applied(offsets) < offsets.size()) {
            if (deadline.passed()) {
                return false;
            }
            pause(deadline.leftAtMost(PAUSE));
        }
        return true;
    }

    /** On how many of the partitions the record at the given offset has been applied. */
    public int applied(Map<TopicPartition, Long> offsets) {
        if (offsets.isEmpty()) {
            return 0;
        }
        Map<TopicPartition, @Nullable OffsetAndMetadata> committed = committed(offsets.keySet());
        int applied = 0;
        for (Map.Entry<TopicPartition, Long> entry : offsets.entrySet()) {
            OffsetAndMetadata reached = committed.get(entry.getKey());
            if (reached != null && reached.offset() > entry.getValue()) {
                applied++;
            }
        }
        return applied;
    }

    /** Up to which offset, exclusive, the records of these partitions have been applied; a partition of which nothing is known is missing. */
    public Map<TopicPartition, Long> reached(Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> reached = new HashMap<>();
        committed(partitions).forEach((partition, offset) -> {
            if (offset != null) {
                reached.put(partition, offset.offset());
            }
        });
        return reached;
    }

    /** Behind which offset, exclusive, nothing has been written to these partitions yet, committed or not. */
    public Map<TopicPartition, Long> written(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> written = new HashMap<>();
        result(admin.listOffsets(asked).all()).forEach((partition, found) -> written.put(partition, found.offset()));
        return written;
    }

    private Map<TopicPartition, @Nullable OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        ListConsumerGroupOffsetsSpec asked = new ListConsumerGroupOffsetsSpec().topicPartitions(partitions);
        try {
            return result(
                    admin.listConsumerGroupOffsets(Map.of(applicationId, asked)).partitionsToOffsetAndMetadata());
        } catch (GroupIdNotFoundException e) {
            return Map.of();
        }
    }

    private static <T> T result(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
