package tidemark.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import tidemark.events.UsageEvent;
import tidemark.serde.KafkaAvroDeserializer;
import tidemark.serde.KafkaAvroSerializer;
import tidemark.topology.intake.EventReader;
import tidemark.topology.intake.Inbound;
import tidemark.topology.intake.Reading;
import tidemark.topology.intake.SchemaLoading;

/** A usage event as Avro in the Confluent wire format, its schema loaded: what producers, consumers and the account task do. */
@State(Scope.Thread)
public class UsageRecords {

    /* As a node configures its own. */
    private static final Map<String, Object> SETTINGS =
            Map.of("specific.avro.reader", true, "avro.fail.on.trailing.data", true);

    private final LoneSchema registry = new LoneSchema(UsageEvent.getClassSchema());
    private final KafkaAvroSerializer serializer = new KafkaAvroSerializer(registry);
    private final KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer(registry);
    private final SchemaLoading schemas = new SchemaLoading(deserializer, new SimpleMeterRegistry());
    private final EventReader<UsageEvent> reader = new EventReader<>(UsageEvent.class, schemas);
    private final UsageEvent event = Sample.usage(0);
    private byte[] value;
    private Inbound inbound;

    /** Encodes the event that is decoded, and loads its schema. */
    @Setup
    public void prepare() {
        serializer.configure(SETTINGS, false);
        deserializer.configure(SETTINGS, false);
        value = Objects.requireNonNull(serialize());
        inbound = new Inbound(
                Sample.TOPIC, 0, 0, Sample.ARRIVAL, false, Sample.KEY.getBytes(UTF_8), value, new RecordHeaders());
        schemas.loadNow(Sample.TOPIC, value);
        if (!(read() instanceof Reading.Event<UsageEvent> reading
                && reading.value().equals(event))) {
            throw new IllegalStateException("what was read is not what was written");
        }
    }

    /** Ends the thread that loads schemas. */
    @TearDown
    public void close() {
        schemas.close();
    }

    /** By the serializer, as a producer does. */
    @Benchmark
    public byte @Nullable [] serialize() {
        return serializer.serialize(Sample.TOPIC, event);
    }

    /** By the deserializer, as any consumer does. */
    @Benchmark
    public @Nullable Object deserialize() {
        return deserializer.deserialize(Sample.TOPIC, value);
    }

    /** By the account task's reader, which never asks a registry and never throws. */
    @Benchmark
    public Reading<UsageEvent> read() {
        return reader.read(inbound);
    }
}
