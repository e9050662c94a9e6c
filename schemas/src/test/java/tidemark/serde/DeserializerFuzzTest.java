package tidemark.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.topics.Topics;

/** Bad bytes are one kind of error, whatever they are, and cost little. Seeds are fixed, so a failure repeats. */
class DeserializerFuzzTest {

    private static final long MUCH = 4 * 1024 * 1024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Knows a few schemas and no others, and never asks anybody. */
    private static final class FixedSchemas implements SchemaRegistryClient {
        private final List<Schema> schemas = new ArrayList<>();

        @Override
        public int register(String subject, Schema schema, boolean normalize) {
            if (!schemas.contains(schema)) {
                schemas.add(schema);
            }
            return schemas.indexOf(schema);
        }

        @Override
        public int idOf(String subject, Schema schema, boolean normalize) {
            return register(subject, schema, normalize);
        }

        @Override
        public Schema schemaOf(SchemaIdentity identity) {
            if (identity instanceof SchemaIdentity.Id id && id.value() < schemas.size()) {
                return schemas.get(id.value());
            }
            throw new SerializationException("unknown " + identity);
        }

        @Override
        public boolean isLoaded(SchemaIdentity identity) {
            return true;
        }

        @Override
        public RegisteredSchema latest(String subject) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int loadVersions(String subject) {
            return 0;
        }

        @Override
        public void setCompatibility(String subject, String level) {}
    }

    private final FixedSchemas registry = new FixedSchemas();

    static List<Schema> contracts() {
        return Contracts.all(Topics.unprefixed()).values().stream().distinct().toList();
    }

    private KafkaAvroDeserializer deserializer(boolean specific) {
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer(registry);
        deserializer.configure(Map.of("specific.avro.reader", specific), false);
        return deserializer;
    }

    private KafkaAvroSerializer serializer() {
        KafkaAvroSerializer serializer = new KafkaAvroSerializer(registry);
        serializer.configure(Map.of(), false);
        return serializer;
    }

    private static void feed(KafkaAvroDeserializer deserializer, byte[] bytes, String what) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            deserializer.deserialize("t", bytes);
        } catch (SerializationException e) {
            // As promised.
        } catch (RuntimeException | Error e) {
            fail(what + " threw " + e.getClass().getName(), e);
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated > MUCH) {
            fail(what + " allocated " + allocated + " bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void random_bytes_are_refused_in_one_way(boolean specific) {
        contracts().forEach(schema -> registry.register("", schema, false));
        KafkaAvroDeserializer deserializer = deserializer(specific);
        Random random = new Random(20261101);
        for (int i = 0; i < 30_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (random.nextInt(4) > 0 && bytes.length > 5) {
                ByteBuffer.wrap(bytes)
                        .put((byte) 0)
                        .putInt(random.nextInt(contracts().size() + 1));
            }
            feed(deserializer, bytes, "random bytes, round " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void mutated_records_are_refused_in_one_way_or_read_as_something_else(Schema schema) {
        KafkaAvroDeserializer specific = deserializer(true);
        KafkaAvroDeserializer generic = deserializer(false);
        Random random = new Random(42);
        KafkaAvroSerializer serializer = serializer();
        for (int i = 0; i < 1_000; i++) {
            byte[] valid = serializer.serialize("t", new SampleRecords(i % 10, i % 2 == 0).record(schema));
            byte[] bytes = mutated(java.util.Objects.requireNonNull(valid), random);
            feed(specific, bytes, "mutation " + i);
            feed(generic, bytes, "mutation " + i);
        }
    }

    private static byte[] mutated(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = 5 + random.nextInt(bytes.length - 5);
            bytes[at] = (byte)
                    (random.nextBoolean()
                            ? random.nextInt(256)
                            : new int[] {0, 1, 0x7f, 0x80, 0xff}[random.nextInt(5)]);
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(bytes, 5 + random.nextInt(bytes.length)) : bytes;
    }

    private static final List<String> HUNGRY = List.of(
            "\"string\"",
            "{\"type\":\"string\",\"avro.java.string\":\"String\"}",
            "{\"type\":\"array\",\"items\":\"string\"}",
            "{\"type\":\"array\",\"items\":\"long\"}",
            "{\"type\":\"map\",\"values\":\"string\"}",
            "{\"type\":\"record\",\"name\":\"B\",\"fields\":[{\"name\":\"b\",\"type\":\"bytes\"}]}");

    /** A length or count of that many, and then hardly anything. */
    @ParameterizedTest
    @ValueSource(
            longs = {1L << 20, Integer.MAX_VALUE - 8L, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void a_huge_length_in_a_short_record_is_refused_without_allocating_it(long length) throws IOException {
        for (String text : HUNGRY) {
            int id = registry.register("", new Schema.Parser().parse(text), false);
            byte[] bytes = claiming(id, length);
            KafkaAvroDeserializer deserializer = deserializer(false);
            assertThatThrownBy(() -> deserializer.deserialize("t", bytes))
                    .as(text)
                    .isInstanceOf(SerializationException.class);
            feed(deserializer, bytes, text);
        }
    }

    private static byte[] claiming(int id, long length) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        encoder.writeLong(length);
        encoder.writeLong(3);
        encoder.flush();
        return out.toByteArray();
    }

    @Test
    void a_schema_that_holds_itself_does_not_overflow_the_stack() {
        Schema list = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"L\",\"fields\":"
                        + "[{\"name\":\"next\",\"type\":[\"null\",\"L\"],\"default\":null}]}");
        byte[] bytes = new byte[5 + 1_000_000];
        java.util.Arrays.fill(bytes, 5, bytes.length, (byte) 2);
        ByteBuffer.wrap(bytes).put((byte) 0).putInt(registry.register("", list, false));
        KafkaAvroDeserializer deserializer = deserializer(false);
        assertThatThrownBy(() -> deserializer.deserialize("t", bytes)).isInstanceOf(SerializationException.class);
    }

    @Test
    void any_guid_is_told_apart() {
        byte[] bytes =
                ByteBuffer.allocate(17).put((byte) 1).putLong(1).putLong(2).array();
        assertThat(WireFormat.ofValue(null, bytes).identity()).isEqualTo(new SchemaIdentity.Guid(new UUID(1, 2)));
    }
}
