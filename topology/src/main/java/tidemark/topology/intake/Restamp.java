package tidemark.topology.intake;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The first processor behind a source with {@link OvertakingTimestamps}: gives each record the wall clock, so that nothing stored or
 * forwarded because of it carries the constant, and drops all headers but those that the intake reads.
 */
public final class Restamp extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    @Override
    public void process(Record<byte[], byte[]> record) {
        Headers kept = new RecordHeaders();
        keep(record.headers(), TravelHeaders.TIMESTAMP, kept);
        keep(record.headers(), WriterSchema.HEADER, kept);
        context().forward(new Record<>(record.key(), record.value(), context().currentSystemTimeMs(), kept));
    }

    private static void keep(Headers from, String name, Headers to) {
        byte @Nullable [] value = TravelHeaders.last(from, name);
        if (value != null) {
            to.add(name, value);
        }
    }
}
