package tidemark.topology.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the registry answers, told to people: a gauge, and a warning now and then. */
final class Outage {

    private static final Logger log = LoggerFactory.getLogger(Outage.class);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final AtomicBoolean lasting = new AtomicBoolean();
    private long quietUntil = System.nanoTime();

    Outage(MeterRegistry meters, IntSupplier waitingSchemas) {
        Gauge.builder("tidemark.registry.unavailable", lasting, on -> on.get() ? 1 : 0)
                .description("1 while the schema registry cannot be asked for a schema that records wait for")
                .strongReference(true)
                .register(meters);
        Gauge.builder("tidemark.schemas.waiting", waitingSchemas::getAsInt)
                .description("Schemas that records wait for")
                .strongReference(true)
                .register(meters);
    }

    void noticed(WriterSchema schema, Throwable failure) {
        lasting.set(true);
        if (System.nanoTime() - quietUntil >= 0) {
            quietUntil = System.nanoTime() + QUIET_NANOS;
            log.warn(
                    "The schema registry cannot be asked for {} of {}; its records wait and nothing is lost: {}",
                    schema,
                    schema.topic(),
                    failure.toString());
        }
    }

    void ended() {
        if (lasting.compareAndSet(true, false)) {
            log.info("The schema registry answers again");
        }
    }
}
