package tidemark.topology.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;

/**
 * The schemas that values are read with, fetched by one background thread so that no stream thread ever waits for a registry.
 *
 * <p>A deserializer caches what it has fetched. So a schema counts as loaded once the background thread (or start-up) has decoded one
 * value written with it; from then on stream threads decode with the same deserializer, which must be safe for use by many threads.
 */
public final class SchemaLoading implements AutoCloseable {

    private final Deserializer<Object> deserializer;
    private final LoadingPace pace;
    private final Set<WriterSchema> loaded = ConcurrentHashMap.newKeySet();
    private final Verdicts verdicts;
    private final Outage outage;
    private final ScheduledExecutorService thread;
    private final Map<WriterSchema, WaitingSamples> waiting = new HashMap<>();

    /** Loads with a configured deserializer, which is closed with this. */
    public SchemaLoading(Deserializer<Object> deserializer, MeterRegistry meters) {
        this(deserializer, meters, LoadingPace.STANDARD);
    }

    SchemaLoading(Deserializer<Object> deserializer, MeterRegistry meters, LoadingPace pace) {
        this.deserializer = deserializer;
        this.pace = pace;
        this.verdicts = new Verdicts(pace.refusalMemory());
        this.outage = new Outage(meters, this::waitingSchemas);
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread daemon = new Thread(task, "tidemark-schema-loading");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /**
     * Decodes a value now, on the calling thread, waiting for the registry if need be: for start-up only.
     *
     * @param topic the topic that such values come on
     * @param value a value in the wire format
     */
    public void loadNow(String topic, byte[] value) {
        deserializer.deserialize(topic, value);
        markLoaded(topic, value);
    }

    /** Declares the schema of this value loaded: the deserializer is known to have it. */
    public void markLoaded(String topic, byte[] value) {
        WriterSchema schema = WriterSchema.of(topic, new RecordHeaders(), value);
        if (schema != null) {
            loaded.add(schema);
        }
    }

    boolean isLoaded(WriterSchema schema) {
        return loaded.contains(schema);
    }

    void forget(WriterSchema schema) {
        loaded.remove(schema);
    }

    @Nullable
    Object decode(Inbound inbound) {
        return deserializer.deserialize(inbound.topic(), inbound.headers(), inbound.value());
    }

    /**
     * Asks for a schema on behalf of a record. Never blocks on I/O.
     *
     * @return why the record can never be read; null while that is not known
     */
    @Nullable
    Rejection ask(WriterSchema schema, Inbound inbound) {
        Rejection refused = verdicts.of(schema, inbound);
        if (refused == null) {
            enqueue(schema, inbound);
        }
        return refused;
    }

    private synchronized void enqueue(WriterSchema schema, Inbound inbound) {
        WaitingSamples samples = waiting.get(schema);
        if (samples != null) {
            samples.add(inbound);
        } else if (waiting.size() < pace.maxSchemas()) {
            waiting.put(schema, new WaitingSamples(inbound));
            run(schema, 0);
        }
    }

    private void run(WriterSchema schema, long delayMillis) {
        try {
            Future<?> unused = thread.schedule(() -> attempt(schema), delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // The record stays parked and the next start asks again.
        }
    }

    private void attempt(WriterSchema schema) {
        Inbound sample = sampleOf(schema);
        if (sample == null) {
            return;
        }
        try {
            decode(sample);
            loaded.add(schema);
            outage.ended();
            settled(schema);
        } catch (Throwable failure) {
            failed(schema, sample, failure);
        }
    }

    private void failed(WriterSchema schema, Inbound sample, Throwable failure) {
        boolean recordsFault = !(failure instanceof Error) || failure instanceof StackOverflowError;
        Rejection refused = recordsFault ? DecodingFailure.judge(failure) : null;
        if (refused == null) {
            outage.noticed(schema, failure);
            retryLater(schema);
            return;
        }
        outage.ended();
        if (refused.reason() == Reason.UNDECODABLE) {
            verdicts.refuse(sample, refused);
            next(schema, sample);
        } else {
            verdicts.refuse(schema, refused);
            settled(schema);
        }
    }

    private synchronized @Nullable Inbound sampleOf(WriterSchema schema) {
        WaitingSamples samples = waiting.get(schema);
        return samples == null ? null : samples.first();
    }

    private synchronized void settled(WriterSchema schema) {
        waiting.remove(schema);
    }

    private synchronized void retryLater(WriterSchema schema) {
        WaitingSamples samples = waiting.get(schema);
        if (samples != null) {
            run(schema, pace.backoffMillis(samples.failedAgain()));
        }
    }

    private synchronized void next(WriterSchema schema, Inbound judged) {
        WaitingSamples samples = waiting.get(schema);
        if (samples == null || samples.withoutFirst(judged)) {
            waiting.remove(schema);
        } else {
            run(schema, 0);
        }
    }

    private synchronized int waitingSchemas() {
        return waiting.size();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        deserializer.close();
    }
}
