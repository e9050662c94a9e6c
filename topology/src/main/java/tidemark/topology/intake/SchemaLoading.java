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
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;
import tidemark.serde.SchemaIdentity;
import tidemark.serde.WireFormat;

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
    private final Map<WriterSchema, WaitingSchema> waiting = new HashMap<>();

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
        markLoaded(topic, WireFormat.ofValue(null, value).identity());
    }

    /** Declares a schema loaded: the deserializer is known to have it. */
    public void markLoaded(String topic, SchemaIdentity identity) {
        loaded.add(new WriterSchema(topic, identity));
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
        if (!waiting.containsKey(schema) && waiting.size() < pace.maxSchemas()) {
            waiting.put(schema, new WaitingSchema(inbound, 0));
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
        WaitingSchema asked = waitingFor(schema);
        if (asked == null) {
            return;
        }
        try {
            decode(asked.sample());
            settled(schema, true);
        } catch (Throwable failure) {
            failed(schema, asked, failure);
        }
    }

    private void failed(WriterSchema schema, WaitingSchema asked, Throwable failure) {
        boolean recordsFault = !(failure instanceof Error) || failure instanceof StackOverflowError;
        Rejection refused = recordsFault ? DecodingFailure.judge(failure) : null;
        if (refused == null) {
            outage.noticed(schema, failure);
            retryLater(schema, asked.failedAgain());
        } else if (refused.reason() != Reason.UNDECODABLE) {
            verdicts.refuse(schema, refused);
            settled(schema, false);
        } else {
            verdicts.refuse(asked.sample(), refused);
            settled(schema, DecodingFailure.provesSchema(failure));
        }
    }

    private synchronized @Nullable WaitingSchema waitingFor(WriterSchema schema) {
        return waiting.get(schema);
    }

    private synchronized void settled(WriterSchema schema, boolean isLoaded) {
        if (isLoaded) {
            loaded.add(schema);
        }
        waiting.remove(schema);
        outage.ended();
    }

    private synchronized void retryLater(WriterSchema schema, WaitingSchema failedAgain) {
        waiting.put(schema, failedAgain);
        run(schema, pace.backoffMillis(failedAgain.failures()));
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
