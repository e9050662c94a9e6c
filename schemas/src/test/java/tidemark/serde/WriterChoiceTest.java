package tidemark.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.events.RoleAssignment;
import tidemark.events.UsageEvent;
import tidemark.topics.Topics;

/** Which id and schema a value goes out with, and under which subject. */
class WriterChoiceTest {

    private static final Schema CURRENT = UsageEvent.getClassSchema();

    private final StubRegistry stub = new StubRegistry();

    @AfterEach
    void close() {
        stub.close();
    }

    private Map<String, Object> with(Map<String, ?> extra) {
        Map<String, Object> settings = new HashMap<>(stub.settings());
        settings.putAll(extra);
        return settings;
    }

    private KafkaAvroSerializer serializer(Map<String, ?> extra) {
        KafkaAvroSerializer serializer = new KafkaAvroSerializer();
        serializer.configure(with(extra), false);
        return serializer;
    }

    private @Nullable Object read(byte @Nullable [] bytes) {
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
        deserializer.configure(with(Map.of("specific.avro.reader", true)), false);
        return deserializer.deserialize("t", bytes);
    }

    private static UsageEvent event() {
        return (UsageEvent) new SampleRecords(1, true).record(CURRENT);
    }

    @ParameterizedTest
    @CsvSource({
        ",t-value",
        "tidemark.serde.TopicNameStrategy,t-value",
        "tidemark.serde.RecordNameStrategy,tidemark.events.UsageEvent",
        "tidemark.serde.TopicRecordNameStrategy,t-tidemark.events.UsageEvent",
        "io.confluent.kafka.serializers.subject.TopicNameStrategy,t-value",
        "io.confluent.kafka.serializers.subject.RecordNameStrategy,tidemark.events.UsageEvent",
        "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy,t-tidemark.events.UsageEvent"
    })
    void the_subject_follows_the_strategy(@Nullable String strategy, String subject) {
        serializer(strategy == null ? Map.of() : Map.of("value.subject.name.strategy", strategy))
                .serialize("t", event());
        assertThat(stub.requests()).containsExactly("POST /subjects/" + subject + "/versions?normalize=false");
    }

    @Test
    void keys_have_their_own_subject_and_strategy() {
        KafkaAvroSerializer keys = new KafkaAvroSerializer();
        keys.configure(with(Map.of("value.subject.name.strategy", RecordNameStrategy.class)), true);
        keys.serialize("t", "key");
        assertThat(stub.requests()).containsExactly("POST /subjects/t-key/versions?normalize=false");
    }

    @Test
    void a_strategy_by_record_needs_a_record() {
        assertThatThrownBy(() -> serializer(Map.of("value.subject.name.strategy", RecordNameStrategy.class))
                        .serialize("t", "text"))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("value.subject.name.strategy");
    }

    @Test
    void an_unknown_strategy_is_refused_by_name() {
        assertThatThrownBy(() -> serializer(Map.of("value.subject.name.strategy", "com.example.Nothing")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("value.subject.name.strategy")
                .hasMessageContaining("com.example.Nothing");
    }

    @Test
    void settings_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new RestSchemaRegistry(Map.of())).hasMessageContaining("schema.registry.url");
        assertThatThrownBy(() -> new RestSchemaRegistry(Map.of("schema.registry.url", "mock://x")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http:// or https://");
        assertThatThrownBy(() -> serializer(Map.of("basic.auth.credentials.source", "NOWHERE")))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> serializer(Map.of("basic.auth.credentials.source", "USER_INFO")))
                .hasMessageContaining("basic.auth.user.info");
        assertThatThrownBy(() -> serializer(Map.of("schema.reflection", true))).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> serializer(Map.of("max.retries", -1))).isInstanceOf(ConfigException.class);
    }

    @Test
    void normalization_is_left_to_the_registry() {
        serializer(Map.of("normalize.schemas", "true")).serialize("t", event());
        assertThat(stub.requests()).containsExactly("POST /subjects/t-value/versions?normalize=true");
    }

    @Test
    void without_automatic_registration_the_schema_must_be_there() {
        KafkaAvroSerializer serializer = serializer(Map.of("auto.register.schemas", false));
        assertThatThrownBy(() -> serializer.serialize("t", event())).isInstanceOf(SerializationException.class);
        stub.store("t-value", CURRENT);
        assertThat(read(serializer.serialize("t", event()))).isEqualTo(event());
    }

    @Test
    void the_newest_version_is_written_even_where_its_fields_lie_differently() {
        Schema newest = Schema.createRecord("UsageEvent", "Newer.", "tidemark.events", false);
        java.util.List<Schema.Field> reversed = new java.util.ArrayList<>();
        CURRENT.getFields().forEach(field -> reversed.add(0, new Schema.Field(field, field.schema())));
        newest.setFields(reversed);
        stub.store("t-value", CURRENT);
        stub.store("t-value", newest);
        byte[] bytes = serializer(Map.of("auto.register.schemas", false, "use.latest.version", true))
                .serialize("t", event());
        assertThat(bytes).startsWith(0, 0, 0, 0, 2);
        assertThat(read(bytes)).isEqualTo(event());
    }

    @Test
    void a_newest_version_that_cannot_read_the_record_is_refused_unless_told_otherwise() {
        stub.store(
                "t-value",
                SchemaBuilder.record("tidemark.events.UsageEvent")
                        .fields()
                        .requiredString("event_id")
                        .requiredString("unheard_of")
                        .endRecord());
        assertThatThrownBy(() -> serializer(Map.of("auto.register.schemas", false, "use.latest.version", true))
                        .serialize("t", event()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("latest.compatibility.strict=false");
    }

    @Test
    void the_newest_version_is_asked_for_again_when_its_time_is_up() {
        stub.store("t-value", CURRENT);
        Map<String, ?> latest = Map.of("auto.register.schemas", false, "use.latest.version", true);
        KafkaAvroSerializer forever = serializer(latest);
        Map<String, Object> shortLived = new HashMap<>(latest);
        shortLived.put("latest.cache.ttl.sec", 0);
        KafkaAvroSerializer brief = serializer(shortLived);
        forever.serialize("t", event());
        brief.serialize("t", event());
        stub.store("t-value", CURRENT.toString().replace("Credits that", "The credits that"), "AVRO", "[]");
        assertThat(forever.serialize("t", event())).startsWith(0, 0, 0, 0, 1);
        Awaitility.await()
                .untilAsserted(() -> assertThat(brief.serialize("t", event())).startsWith(0, 0, 0, 0, 2));
    }

    @Test
    void a_fixed_id_is_used() {
        stub.startIdsAt(77);
        stub.store("elsewhere", CURRENT);
        byte[] bytes = serializer(Map.of("auto.register.schemas", false, "use.schema.id", 77))
                .serialize("t", event());
        assertThat(bytes).startsWith(0, 0, 0, 0, 77);
        assertThat(stub.requests()).containsExactly("GET /schemas/ids/77?fetchMaxId=false");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void java_properties_are_removed_if_asked_for(boolean remove) {
        KafkaAvroSerializer serializer = serializer(Map.of("avro.remove.java.properties", remove));
        byte[] bytes = serializer.serialize("t", event());
        Schema filed = new RestSchemaRegistry(stub.settings()).schemaOf(new SchemaIdentity.Id(1));
        assertThat(filed.toString().contains("avro.java.string")).isEqualTo(!remove);
        assertThat(read(bytes)).isEqualTo(event());
    }

    @Test
    void records_of_one_topic_ask_once_and_those_of_another_again() {
        KafkaAvroSerializer serializer = serializer(Map.of());
        for (int i = 0; i < 10; i++) {
            serializer.serialize("t", event());
        }
        serializer.serialize("u", event());
        serializer.serialize("t", new SampleRecords(1, true).record(RoleAssignment.getClassSchema()));
        assertThat(stub.requests()).hasSize(3);
    }

    @Test
    void after_preparation_our_topics_ask_for_nothing() {
        RestSchemaRegistry registry = new RestSchemaRegistry(stub.settings());
        Topics topics = new Topics("prod.");
        Contracts.register(registry, topics);
        int asked = stub.requests().size();
        KafkaAvroSerializer serializer = new KafkaAvroSerializer(registry);
        serializer.configure(Map.of(), false);
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer(registry);
        deserializer.configure(Map.of("specific.avro.reader", true), false);
        Contracts.byTopic(topics).forEach((topic, schema) -> {
            Object record = new SampleRecords(5, true).record(schema);
            byte[] bytes = serializer.serialize(topic, record);
            assertThat(registry.isLoaded(WireFormat.ofValue(null, java.util.Objects.requireNonNull(bytes))
                            .identity()))
                    .isTrue();
            assertThat(deserializer.deserialize(topic, bytes)).isEqualTo(record);
        });
        assertThat(stub.requests()).hasSize(asked);
        assertThat(stub.requests()).contains("PUT /config/prod.usage-events-value");
    }

    @Test
    void preparation_without_the_right_to_register_finds_what_is_there() {
        Topics topics = Topics.unprefixed();
        assertThatThrownBy(() -> Contracts.lookUp(new RestSchemaRegistry(stub.settings()), topics))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("usage-events-value");
        Contracts.register(new RestSchemaRegistry(stub.settings()), topics);
        int asked = stub.requests().size();
        Contracts.lookUp(new RestSchemaRegistry(stub.settings()), topics);
        assertThat(stub.requests().subList(asked, stub.requests().size()))
                .noneMatch(request -> request.startsWith("PUT") || request.matches("POST .*/versions.*"));
    }

    @Test
    void a_generic_copy_of_a_record_goes_out_under_the_same_id() {
        KafkaAvroDeserializer generic = new KafkaAvroDeserializer();
        generic.configure(stub.settings(), false);
        KafkaAvroSerializer serializer = serializer(Map.of());
        byte[] bytes = serializer.serialize("t", event());
        GenericRecord copy = (GenericRecord) generic.deserialize("t", bytes);
        assertThat(serializer.serialize("t", copy)).isEqualTo(bytes);
    }
}
