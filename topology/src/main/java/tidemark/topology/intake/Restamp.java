package tidemark.topology.intake;

import java.time.Duration;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import tidemark.topology.intake.Source.Travel;

/**
 * The first processor behind a source: sees to it that nothing stored or forwarded because of a record carries a
 * timestamp far from the wall clock, be it the constant of {@link OvertakingTimestamps} or that of an old backlog. Topics
 * kept for a time would lose such records within minutes.
 *
 * <p>The true timestamp travels on in a header. Usage that is not far behind, which is nearly all, passes as it is.
 */
public final class Restamp extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    private static final long NEAR_MILLIS = Duration.ofHours(1).toMillis();

    private final Travel travel;

    private Restamp(Travel travel) {
        this.travel = travel;
    }

    /** Behind a source with {@link ArrivalTimestamps}. */
    public static Restamp direct() {
        return new Restamp(Travel.DIRECT);
    }

    /** Behind a source with {@link OvertakingTimestamps}. */
    public static Restamp overtaking() {
        return new Restamp(Travel.OVERTAKING);
    }

    /** Behind the source of re-routed usage, whose headers are ours. */
    public static Restamp rerouted() {
        return new Restamp(Travel.REROUTED);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        long now = context().currentSystemTimeMs();
        boolean near = Math.abs(now - record.timestamp()) < NEAR_MILLIS;
        boolean claimed = travel == Travel.DIRECT && record.headers().lastHeader(TravelHeaders.TIMESTAMP) != null;
        if (near && !claimed) {
            context().forward(record);
        } else if (travel == Travel.REROUTED) {
            if (record.headers().lastHeader(TravelHeaders.TIMESTAMP) == null) {
                TravelHeaders.put(record.headers(), TravelHeaders.TIMESTAMP, record.timestamp());
            }
            context().forward(record.withTimestamp(now));
        } else {
            context().forward(new Record<>(record.key(), record.value(), now, kept(record)));
        }
    }

    /* Of a direct record the timestamp is what counts, whatever its producer wrote into our header. */
    private Headers kept(Record<byte[], byte[]> record) {
        Headers kept = new RecordHeaders();
        if (travel == Travel.DIRECT) {
            TravelHeaders.put(kept, TravelHeaders.TIMESTAMP, record.timestamp());
        } else {
            keep(record.headers(), TravelHeaders.TIMESTAMP, kept);
        }
        keep(record.headers(), WriterSchema.HEADER, kept);
        return kept;
    }

    private static void keep(Headers from, String name, Headers to) {
        byte @Nullable [] value = TravelHeaders.last(from, name);
        if (value != null) {
            to.add(name, value);
        }
    }
}
