package tidemark.admin.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** What one poll brought, in the order of time as far as the order within each partition allows it. */
final class MergedRecords {

    private static final Comparator<Head> EARLIEST = Comparator.<Head>comparingLong(head -> head.record.timestamp())
            .thenComparing(head -> head.kind)
            .thenComparingInt(head -> head.record.partition());

    private MergedRecords() {}

    /** The records in order; topics are those of the kinds, in their order. */
    static List<LogEvent> of(ConsumerRecords<byte[], byte[]> polled, List<String> topics) {
        PriorityQueue<Head> heads = new PriorityQueue<>(EARLIEST);
        for (TopicPartition partition : polled.partitions()) {
            EventKind kind = EventKind.at(topics.indexOf(partition.topic()));
            Iterator<ConsumerRecord<byte[], byte[]>> records =
                    polled.records(partition).iterator();
            if (records.hasNext()) {
                heads.add(new Head(kind, records));
            }
        }
        List<LogEvent> merged = new ArrayList<>(polled.count());
        while (!heads.isEmpty()) {
            Head head = heads.remove();
            merged.add(new LogEvent(head.kind, head.record));
            if (head.advance()) {
                heads.add(head);
            }
        }
        return merged;
    }

    /** The next record of one partition. */
    private static final class Head {

        private final EventKind kind;
        private final Iterator<ConsumerRecord<byte[], byte[]>> rest;
        private ConsumerRecord<byte[], byte[]> record;

        Head(EventKind kind, Iterator<ConsumerRecord<byte[], byte[]>> records) {
            this.kind = kind;
            this.rest = records;
            this.record = records.next();
        }

        boolean advance() {
            if (!rest.hasNext()) {
                return false;
            }
            record = rest.next();
            return true;
        }
    }
}
