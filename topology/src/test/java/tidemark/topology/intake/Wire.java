package tidemark.topology.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import tidemark.events.UsageEvent;
import tidemark.serde.KafkaAvroDeserializer;
import tidemark.serde.SchemaIdentity;

/** Values in the Confluent wire format, and what reads them in tests. */
final class Wire {

    static final int USAGE_ID = 7;
    static final UUID USAGE_GUID = new UUID(1, 2);
    static final LoadingPace QUICK =
            new LoadingPace(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(30), 64);

    private Wire() {}

    static UsageEvent usage(String eventId) {
        return UsageEvent.newBuilder()
                .setEventId(eventId)
                .setEntityId("acme")
                .setUserId("ann")
                .setOccurredAt(Instant.parse("2026-11-05T10:00:00Z"))
                .setCreditsMicros(1_000_000)
                .build();
    }

    static byte[] body(SpecificRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] framed(int id, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }

    static byte[] usageValue(String eventId) {
        return framed(USAGE_ID, body(usage(eventId)));
    }

    static Headers guidHeader() {
        byte[] guid = ByteBuffer.allocate(17)
                .put((byte) 1)
                .putLong(USAGE_GUID.getMostSignificantBits())
                .putLong(USAGE_GUID.getLeastSignificantBits())
                .array();
        return new RecordHeaders().add("__value_schema_id", guid);
    }

    static FakeRegistry registry() {
        return new FakeRegistry()
                .with(new SchemaIdentity.Id(USAGE_ID), UsageEvent.getClassSchema())
                .with(new SchemaIdentity.Guid(USAGE_GUID), UsageEvent.getClassSchema());
    }

    static SchemaLoading loading(FakeRegistry registry, MeterRegistry meters) {
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer(registry);
        deserializer.configure(
                Map.of("schema.registry.url", "http://localhost:1", "specific.avro.reader", "true"), false);
        return new SchemaLoading(deserializer, meters, QUICK);
    }

    static Inbound inbound(long offset, byte @Nullable [] value, Headers headers) {
        return new Inbound("usage-events", 0, offset, 1_000, false, AccountKeys.bytes("acme/ann"), value, headers);
    }

    static Inbound inbound(long offset, byte @Nullable [] value) {
        return inbound(offset, value, new RecordHeaders());
    }
}
