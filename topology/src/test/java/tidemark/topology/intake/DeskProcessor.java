package tidemark.topology.intake;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.events.UsageEvent;
import tidemark.ledger.Outcome;

/** Writes down what its desk hands on; re-routes what is called so. */
final class DeskProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private final SchemaLoading schemas;
    private final Tally tally;
    private final List<String> handled;
    private final Map<Bytes, byte[]> restored;
    private final AtomicInteger schedules = new AtomicInteger();
    private @Nullable IntakeDesk desk;
    private long storedAt;

    DeskProcessor(SchemaLoading schemas, Tally tally, List<String> handled, Map<Bytes, byte[]> restored) {
        this.restored = restored;
        this.schemas = schemas;
        this.tally = tally;
        this.handled = handled;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        KeyValueStore<Bytes, byte[]> parked = context.getStateStore("parked");
        restored.forEach(parked::put);
        IntakeSettings settings = new IntakeSettings("parked", "rejected-events-sink", 256 * 1024);
        desk = new IntakeDesk(counting(context), settings, schemas, tally)
                .take(Source.usage("usage-events", UsageEvent.class), this::accept)
                .take(Source.rerouted("usage-rerouted", "usage-events", UsageEvent.class), this::accept)
                .take(Source.overtakingChanges("changes", UsageEvent.class), this::accept)
                .open();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        storedAt = record.timestamp();
        opened().receive(record);
    }

    @Override
    public void close() {
        opened().close();
    }

    int schedules() {
        return schedules.get();
    }

    long storedAt() {
        return storedAt;
    }

    private void accept(Inbound inbound, UsageEvent event) {
        if (event.getEventId().startsWith("reroute") && !inbound.rerouted()) {
            opened().reroute(inbound, "usage-rerouted-sink");
            return;
        }
        handled.add(inbound.topic() + "/" + inbound.partition() + "@" + inbound.offset() + " " + event.getEventId()
                + " arrived " + Instant.ofEpochMilli(inbound.timestamp()) + (inbound.rerouted() ? " rerouted" : ""));
        opened().emit(AccountKeys.bytes(event.getEventId()), new byte[] {1}, "results-sink");
        opened().settle(inbound, new Outcome(Outcome.Kind.APPLIED, null));
    }

    private IntakeDesk opened() {
        return Objects.requireNonNull(desk);
    }

    /** The same context, but for counting what is scheduled and not cancelled. */
    @SuppressWarnings("unchecked")
    private ProcessorContext<byte[], byte[]> counting(ProcessorContext<byte[], byte[]> context) {
        return (ProcessorContext<byte[], byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ProcessorContext.class}, (proxy, method, args) -> {
                    Object result = method.invoke(context, args);
                    if (method.getName().equals("schedule") && args[0] instanceof Duration) {
                        schedules.incrementAndGet();
                        return (Cancellable) () -> {
                            schedules.decrementAndGet();
                            ((Cancellable) Objects.requireNonNull(result)).cancel();
                        };
                    }
                    return result;
                });
    }
}
