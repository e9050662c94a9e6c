package tidemark.topology.intake;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import tidemark.topology.intake.Source.Travel;

/**
 * One input record with the coordinates it had when it was first read, whatever way it took since.
 *
 * <p>Two are equal only if they hold the same arrays: coordinates, not contents, tell records apart.
 *
 * @param topic topic it was written to by its producer
 * @param partition partition of that topic
 * @param offset offset in that partition
 * @param timestamp arrival, epoch millis: its Kafka timestamp; 0 where that is missing
 * @param rerouted whether it came here by way of the topic for misplaced usage
 * @param key key as it came; null: none
 * @param value value as it came; null: none
 * @param headers headers as they came; after parking only the one that names the schema is left
 */
@SuppressWarnings("ArrayRecordComponent")
public record Inbound(
        String topic,
        int partition,
        long offset,
        long timestamp,
        boolean rerouted,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers) {

    /* What was sent on had arrived before: a later arrival is forged, whatever the clocks differ by. */
    private static final long SKEW_MILLIS = 3_600_000;

    static Inbound of(Source<?> source, Record<byte[], byte[]> record, RecordMetadata place) {
        return source.travel() == Travel.REROUTED
                ? ofRerouted(source, record, place)
                : new Inbound(
                        place.topic(),
                        place.partition(),
                        place.offset(),
                        arrival(record),
                        false,
                        record.key(),
                        record.value(),
                        record.headers());
    }

    /** Size of key and value in bytes. */
    public long size() {
        return (long) (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
    }

    /* The header is ours: Restamp has dropped what a producer may have put there. */
    private static long arrival(Record<byte[], byte[]> record) {
        long travelled = TravelHeaders.number(record.headers(), TravelHeaders.TIMESTAMP);
        return travelled >= 0 ? travelled : record.timestamp();
    }

    /** Headers that we cannot have written mean that somebody else wrote the record: then it is what it is where it is. */
    private static Inbound ofRerouted(Source<?> source, Record<byte[], byte[]> record, RecordMetadata place) {
        Headers headers = record.headers();
        long partition = TravelHeaders.number(headers, TravelHeaders.PARTITION);
        long offset = TravelHeaders.number(headers, TravelHeaders.OFFSET);
        long arrival = TravelHeaders.number(headers, TravelHeaders.TIMESTAMP);
        boolean ours = TravelHeaders.is(headers, TravelHeaders.TOPIC, source.origin())
                && partition >= 0
                && partition <= Integer.MAX_VALUE
                && offset >= 0
                && arrival >= 0
                && arrival <= record.timestamp() + SKEW_MILLIS;
        return new Inbound(
                ours ? source.origin() : place.topic(),
                ours ? (int) partition : place.partition(),
                ours ? offset : place.offset(),
                ours ? arrival : arrival(record),
                true,
                record.key(),
                record.value(),
                headers);
    }
}
