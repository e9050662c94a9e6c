package tidemark.topology.intake;

import java.util.Arrays;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;

/** The parked records of one partition: how many, and where the next slice goes on. */
final class ParkedQueue {

    private final TopicPartition partition;
    private final Bytes first;
    private final Bytes last;
    private Bytes from;
    private long size;

    ParkedQueue(TopicPartition partition) {
        this.partition = partition;
        this.first = ParkedRecord.key(partition.topic(), partition.partition(), 0);
        this.last = ParkedRecord.key(partition.topic(), partition.partition(), Long.MAX_VALUE);
        this.from = first;
    }

    TopicPartition partition() {
        return partition;
    }

    Bytes from() {
        return from;
    }

    Bytes to() {
        return last;
    }

    void goOnAt(Bytes key) {
        from = key;
    }

    /** Skips what was looked at: without this every slice would read over the tombstones of all slices before it. */
    void goOnAfter(Bytes key) {
        from = Bytes.wrap(Arrays.copyOf(key.get(), key.get().length + 1));
    }

    void startOver() {
        from = first;
    }

    void added() {
        size++;
    }

    void removed() {
        size--;
    }

    long size() {
        return size;
    }
}
