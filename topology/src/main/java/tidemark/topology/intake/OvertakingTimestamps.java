package tidemark.topology.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Timestamps that let a topic's records overtake any backlog of the same task: a small constant, because a task takes the record
 * with the lowest timestamp first.
 *
 * <p>The true timestamp goes into a header. What is stored or forwarded must not carry the constant: put a {@link Restamp} behind
 * the source.
 */
public final class OvertakingTimestamps implements TimestampExtractor {

    /** The constant, epoch millis: not negative, because Kafka Streams drops such records. */
    public static final long FIRST_OF_ALL = 1;

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        record.headers().remove(TravelHeaders.TIMESTAMP);
        TravelHeaders.put(record.headers(), TravelHeaders.TIMESTAMP, Math.max(0, record.timestamp()));
        return FIRST_OF_ALL;
    }
}
