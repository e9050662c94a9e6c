package tidemark.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.events.Role;
import tidemark.events.RoleState;
import tidemark.events.UsageEvent;
import tidemark.topics.Topics;

class SerdeTest {

    private static final String TOPIC = "usage-events";
    private static final HexFormat HEX = HexFormat.of();

    private final StubRegistry registry = new StubRegistry();

    @AfterEach
    void close() {
        registry.close();
    }

    static Stream<Schema> contracts() {
        return Contracts.all(Topics.unprefixed()).values().stream().distinct();
    }

    private KafkaAvroSerializer serializer(Map<String, ?> extra) {
        KafkaAvroSerializer serializer = new KafkaAvroSerializer();
        serializer.configure(with(extra), false);
        return serializer;
    }

    private KafkaAvroDeserializer deserializer(Map<String, ?> extra) {
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
        deserializer.configure(with(extra), false);
        return deserializer;
    }

    private <T> T read(Class<T> type, Map<String, ?> extra, byte @Nullable [] bytes) {
        return type.cast(requireNonNull(deserializer(extra).deserialize(TOPIC, bytes)));
    }

    private Map<String, Object> with(Map<String, ?> extra) {
        Map<String, Object> settings = registry.settings();
        settings.putAll(extra);
        return settings;
    }

    private static UsageEvent event() {
        return UsageEvent.newBuilder()
                .setEventId("e1")
                .setEntityId("acme")
                .setUserId("ann")
                .setOccurredAt(Instant.ofEpochMilli(1))
                .setCreditsMicros(-3)
                .setOperationId("op")
                .build();
    }

    /** Computed by hand from the Avro specification: zig-zag varints, length-prefixed UTF-8, union branch first. */
    private static final String GOLDEN = "00" + "0000012c" // magic, id 300
            + "04" + "6531" // "e1"
            + "08" + "61636d65" // "acme"
            + "06" + "616e6e" // "ann"
            + "02" // 1 ms
            + "05" // -3 micros
            + "02" + "04" + "6f70" // branch 1, "op"
            + "00" // action: null
            + "00"; // source: null

    @Test
    void bytes_are_those_of_the_specification() {
        registry.startIdsAt(300);
        byte[] bytes = serializer(Map.of()).serialize(TOPIC, event());
        assertThat(HEX.formatHex(bytes)).isEqualTo(GOLDEN);
    }

    @Test
    void bytes_of_the_specification_are_read() {
        registry.startIdsAt(300);
        registry.store("anything", UsageEvent.getClassSchema());
        Object read = deserializer(Map.of("specific.avro.reader", true)).deserialize(TOPIC, HEX.parseHex(GOLDEN));
        assertThat(read).isEqualTo(event());
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void every_contract_survives_a_round_trip(Schema schema) {
        KafkaAvroSerializer serializer = serializer(Map.of());
        KafkaAvroDeserializer deserializer = deserializer(Map.of("specific.avro.reader", true));
        for (boolean filled : new boolean[] {true, false}) {
            SpecificRecordBase record = new SampleRecords(7, filled).record(schema);
            byte[] bytes = serializer.serialize(TOPIC, record);
            assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(record);
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void every_contract_is_read_generically_and_written_back_to_the_same_bytes(Schema schema) {
        byte[] bytes = serializer(Map.of()).serialize(TOPIC, new SampleRecords(11, true).record(schema));
        Object generic = deserializer(Map.of()).deserialize(TOPIC, bytes);
        assertThat(generic).isInstanceOf(GenericRecord.class).isNotInstanceOf(SpecificRecordBase.class);
        assertThat(serializer(Map.of()).serialize(TOPIC, generic)).isEqualTo(bytes);
    }

    @Test
    void null_stays_null_and_asks_nobody() {
        assertThat(serializer(Map.of()).serialize(TOPIC, null)).isNull();
        assertThat(deserializer(Map.of()).deserialize(TOPIC, null)).isNull();
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void top_level_bytes_are_raw() {
        byte[] bytes = serializer(Map.of()).serialize(TOPIC, new byte[] {9, 8});
        assertThat(bytes).containsExactly(0, 0, 0, 0, 1, 9, 8);
        assertThat(serializer(Map.of()).serialize(TOPIC, ByteBuffer.wrap(new byte[] {9, 8})))
                .isEqualTo(bytes);
        assertThat(deserializer(Map.of()).deserialize(TOPIC, bytes)).isEqualTo(new byte[] {9, 8});
    }

    @Test
    void primitives_come_back_as_java_has_them() {
        KafkaAvroSerializer serializer = serializer(Map.of());
        for (boolean specific : new boolean[] {true, false}) {
            KafkaAvroDeserializer deserializer = deserializer(Map.of("specific.avro.reader", specific));
            for (Object value : new Object[] {"text", 5, 5L, 1.5f, 1.5, true}) {
                Object read = deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, value));
                assertThat(read).isEqualTo(value);
            }
        }
    }

    @Test
    void a_value_without_a_schema_is_refused() {
        assertThatThrownBy(() -> serializer(Map.of()).serialize(TOPIC, new Object()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Unsupported Avro type java.lang.Object");
    }

    @Test
    void a_record_that_lacks_a_field_is_refused_and_leaves_nothing_behind_in_the_buffers() {
        KafkaAvroSerializer serializer = serializer(Map.of());
        byte[] good = serializer.serialize(TOPIC, event());
        UsageEvent broken = event();
        broken.put("user_id", null);
        assertThatThrownBy(() -> serializer.serialize(TOPIC, broken)).isInstanceOf(SerializationException.class);
        assertThat(serializer.serialize(TOPIC, event())).isEqualTo(good);
    }

    @Test
    void the_header_form_is_read() {
        UUID guid = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
        registry.storeGuid(guid.toString(), UsageEvent.getClassSchema());
        byte[] framed = HEX.parseHex(GOLDEN);
        Headers headers =
                new RecordHeaders().add("__value_schema_id", HEX.parseHex("01" + "0123456789abcdef0123456789abcdef"));
        Object read = deserializer(Map.of("specific.avro.reader", true))
                .deserialize(TOPIC, headers, Arrays.copyOfRange(framed, 5, framed.length));
        assertThat(read).isEqualTo(event());
        assertThat(registry.requests()).containsExactly("GET /schemas/guids/" + guid);
        assertThat(WireFormat.ofValue(headers, framed)).isEqualTo(new WireFormat(new SchemaIdentity.Guid(guid), 0));
    }

    @Test
    void the_key_header_does_not_concern_values() {
        Headers headers = new RecordHeaders().add("__key_schema_id", new byte[] {7});
        assertThat(WireFormat.ofValue(headers, HEX.parseHex(GOLDEN)))
                .isEqualTo(new WireFormat(new SchemaIdentity.Id(300), 5));
    }

    @Test
    void a_guid_that_the_registry_has_no_page_for_blames_the_record() {
        registry.answerAlways(new StubRegistry.Answer(404, "<html>no such page</html>"));
        Headers headers = new RecordHeaders().add("__value_schema_id", HEX.parseHex("01" + "00".repeat(16)));
        assertThatThrownBy(() -> deserializer(Map.of()).deserialize(TOPIC, headers, new byte[0]))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("GUID 00000000-0000-0000-0000-000000000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "00000001", "01", "0100", "02000000012c", "7b2261223a317d", "00ffffffff00"})
    void bytes_without_a_schema_identity_are_refused_without_asking_the_registry(String hex) {
        assertThatThrownBy(() -> deserializer(Map.of()).deserialize(TOPIC, HEX.parseHex(hex)))
                .isInstanceOf(SerializationException.class);
        assertThat(registry.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "01", "0201", "010203"})
    void a_malformed_schema_header_is_refused(String hex) {
        Headers headers = new RecordHeaders().add("__value_schema_id", HEX.parseHex(hex));
        assertThatThrownBy(() -> deserializer(Map.of()).deserialize(TOPIC, headers, HEX.parseHex(GOLDEN)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("__value_schema_id");
    }

    @Test
    void every_truncation_of_a_record_is_refused() {
        registry.startIdsAt(300);
        registry.store("s", UsageEvent.getClassSchema());
        KafkaAvroDeserializer deserializer = deserializer(Map.of("specific.avro.reader", true));
        byte[] whole = HEX.parseHex(GOLDEN);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> deserializer.deserialize(TOPIC, part)).isInstanceOf(SerializationException.class);
        }
        assertThat(deserializer.deserialize(TOPIC, whole)).isEqualTo(event());
    }

    @Test
    void trailing_data_is_refused_if_asked_for() {
        registry.startIdsAt(300);
        registry.store("s", UsageEvent.getClassSchema());
        byte[] longer = HEX.parseHex(GOLDEN + "00");
        assertThat(deserializer(Map.of("specific.avro.reader", true)).deserialize(TOPIC, longer))
                .isEqualTo(event());
        KafkaAvroDeserializer strict = deserializer(Map.of("avro.fail.on.trailing.data", true));
        assertThat(strict.deserialize(TOPIC, HEX.parseHex(GOLDEN))).isNotNull();
        assertThatThrownBy(() -> strict.deserialize(TOPIC, longer))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("more bytes follow");
    }

    @Test
    void a_record_of_an_older_writer_gets_the_defaults() {
        Schema older = without(UsageEvent.getClassSchema(), "source");
        registry.store("s", older);
        byte[] bytes = serializer(Map.of()).serialize(TOPIC, generic(older, Map.of()));
        UsageEvent read = read(UsageEvent.class, Map.of("specific.avro.reader", true), bytes);
        assertThat(read.getSource()).isNull();
        assertThat(read.getCreditsMicros()).isEqualTo(42);
    }

    @Test
    void a_field_of_a_newer_writer_is_skipped() {
        Schema newer = with(UsageEvent.getClassSchema(), "region");
        byte[] bytes = serializer(Map.of()).serialize(TOPIC, generic(newer, Map.of("region", "eu")));
        UsageEvent read = read(UsageEvent.class, Map.of("specific.avro.reader", true), bytes);
        assertThat(read.getEventId()).isEqualTo("e");
        assertThat(read.getCreditsMicros()).isEqualTo(42);
    }

    @Test
    void an_enum_symbol_of_a_newer_writer_reads_as_unknown() {
        String newer = Role.getClassSchema().toString().replace("\"DELETED\"]", "\"DELETED\",\"FROZEN\"]");
        Schema schema = new Schema.Parser().parse(newer);
        SpecificRecordBase role = new SampleRecords(3, true).record(Role.getClassSchema());
        byte[] own = serializer(Map.of()).serialize(TOPIC, role);
        GenericRecord generic = read(GenericRecord.class, Map.of(), own);
        GenericRecord frozen = new GenericData.Record(schema);
        schema.getFields().forEach(field -> frozen.put(field.name(), generic.get(field.name())));
        Schema states = schema.getField("state").schema();
        frozen.put("state", new GenericData.EnumSymbol(states, "FROZEN"));
        byte[] bytes = serializer(Map.of()).serialize(TOPIC, frozen);
        Role read = read(Role.class, Map.of("specific.avro.reader", true), bytes);
        assertThat(read.getState()).isEqualTo(RoleState.UNKNOWN);
    }

    @Test
    void a_value_type_is_read_whatever_the_writer_called_it() {
        Schema foreign = new Schema.Parser()
                .parse(UsageEvent.getClassSchema().toString().replace("tidemark.events", "com.example"));
        byte[] bytes = serializer(Map.of()).serialize(TOPIC, generic(foreign, Map.of()));
        KafkaAvroDeserializer byName = deserializer(Map.of("specific.avro.reader", true));
        assertThatThrownBy(() -> byName.deserialize(TOPIC, bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("com.example.UsageEvent");
        KafkaAvroDeserializer typed = deserializer(Map.of("specific.avro.value.type", UsageEvent.class.getName()));
        assertThat(typed.deserialize(TOPIC, bytes)).isInstanceOf(UsageEvent.class);
    }

    @Test
    void a_record_of_another_type_is_refused_by_a_value_type() {
        Schema other =
                SchemaBuilder.record("Other").fields().requiredString("x").endRecord();
        byte[] bytes = serializer(Map.of())
                .serialize(TOPIC, new GenericRecordBuilder(other).set("x", "y").build());
        KafkaAvroDeserializer typed = deserializer(Map.of("specific.avro.value.type", UsageEvent.class));
        assertThatThrownBy(() -> typed.deserialize(TOPIC, bytes)).isInstanceOf(SerializationException.class);
    }

    @Test
    void logical_types_of_generic_records_are_converted_if_asked_for() {
        byte[] bytes = serializer(Map.of()).serialize(TOPIC, event());
        GenericRecord plain = read(GenericRecord.class, Map.of(), bytes);
        assertThat(plain.get("occurred_at")).isEqualTo(1L);
        Map<String, ?> converting = Map.of("avro.use.logical.type.converters", true);
        GenericRecord rich = read(GenericRecord.class, converting, bytes);
        assertThat(rich.get("occurred_at")).isEqualTo(Instant.ofEpochMilli(1));
        assertThat(serializer(converting).serialize(TOPIC, rich)).isEqualTo(bytes);
    }

    @Test
    void both_sides_of_the_serde_fit_together() {
        try (SpecificAvroSerde<UsageEvent> serde = new SpecificAvroSerde<>()) {
            serde.configure(registry.settings(), false);
            UsageEvent read =
                    serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, event()));
            assertThat(read).isEqualTo(event());
        }
    }

    private static GenericRecord generic(Schema schema, Map<String, Object> extra) {
        GenericRecordBuilder builder = new GenericRecordBuilder(schema)
                .set("event_id", "e")
                .set("entity_id", "acme")
                .set("user_id", "ann")
                .set("occurred_at", 1L)
                .set("credits_micros", 42L);
        extra.forEach(builder::set);
        return builder.build();
    }

    private static Schema without(Schema schema, String name) {
        return Schema.createRecord(
                schema.getName(),
                schema.getDoc(),
                schema.getNamespace(),
                false,
                schema.getFields().stream()
                        .filter(field -> !field.name().equals(name))
                        .map(field -> new Schema.Field(field, field.schema()))
                        .toList());
    }

    private static Schema with(Schema schema, String name) {
        Schema.Field added = new Schema.Field(name, Schema.create(Schema.Type.STRING), "New.", "none");
        // In front, so that reading by position instead of by name would be noticed.
        return Schema.createRecord(
                schema.getName(),
                schema.getDoc(),
                schema.getNamespace(),
                false,
                Stream.concat(Stream.of(added), schema.getFields().stream().map(f -> new Schema.Field(f, f.schema())))
                        .toList());
    }

    @Test
    void strings_are_written_as_utf_8() {
        byte[] bytes = requireNonNull(serializer(Map.of()).serialize(TOPIC, "ä"));
        assertThat(Arrays.copyOfRange(bytes, 6, bytes.length)).isEqualTo("ä".getBytes(UTF_8));
    }
}
