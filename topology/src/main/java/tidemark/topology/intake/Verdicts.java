package tidemark.topology.intake;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Rejection;

/** What background loading found out about schemas and single records that can never be read; forgets, and then they are asked for again. */
final class Verdicts {

    private static final int MAX = 10_000;

    private record Place(TopicPartition partition, long offset) {}

    private record Verdict(Rejection rejection, long expiresNanos) {}

    private final long memoryNanos;
    private final Map<Object, Verdict> verdicts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Verdict> eldest) {
            return size() > MAX;
        }
    };

    Verdicts(Duration memory) {
        this.memoryNanos = memory.toNanos();
    }

    synchronized void refuse(WriterSchema schema, Rejection rejection) {
        verdicts.put(schema, new Verdict(rejection, System.nanoTime() + memoryNanos));
    }

    synchronized void refuse(Inbound record, Rejection rejection) {
        verdicts.put(placeOf(record), new Verdict(rejection, System.nanoTime() + memoryNanos));
    }

    /** Why the record can never be read; null: not known. */
    synchronized @Nullable Rejection of(WriterSchema schema, Inbound record) {
        Rejection ofSchema = valid(schema);
        return ofSchema == null ? valid(placeOf(record)) : ofSchema;
    }

    private @Nullable Rejection valid(Object subject) {
        Verdict verdict = verdicts.get(subject);
        if (verdict == null || verdict.expiresNanos() - System.nanoTime() > 0) {
            return verdict == null ? null : verdict.rejection();
        }
        verdicts.remove(subject);
        return null;
    }

    private static Place placeOf(Inbound record) {
        return new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
    }
}
