package tidemark.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.embedded.EmbeddedBroker;
import tidemark.embedded.EmbeddedRegistry;
import tidemark.topics.TopicAdmin;
import tidemark.topics.Topics;

/** The serde against a real registry, and through a real broker. */
class RealRegistryIT {

    private static final Schema R =
            SchemaBuilder.record("it.R").fields().requiredString("x").endRecord();

    @TempDir
    private static Path data;

    private static EmbeddedRegistry registry;

    @BeforeAll
    static void start() {
        registry = EmbeddedRegistry.start(data, 0);
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    private static Map<String, Object> settings() {
        return new HashMap<>(Map.of(
                "schema.registry.url", registry.url().toString(), "max.retries", 0, "http.read.timeout.ms", 10_000));
    }

    private static RestSchemaRegistry client() {
        return new RestSchemaRegistry(settings());
    }

    @Test
    void ids_outlive_a_restart_of_the_registry() {
        Topics topics = new Topics("restart.");
        Map<String, Integer> before = ids(topics);
        registry.close();
        registry = EmbeddedRegistry.start(data, 0);
        RestSchemaRegistry fresh = client();
        Contracts.lookUp(fresh, topics);
        Contracts.all(topics).forEach((subject, schema) -> {
            assertThat(fresh.idOf(subject, schema, false)).isEqualTo(before.get(subject));
            assertThat(client().schemaOf(new SchemaIdentity.Id(before.getOrDefault(subject, -1))))
                    .isEqualTo(schema);
        });
        assertThat(ids(topics)).isEqualTo(before);
    }

    private static Map<String, Integer> ids(Topics topics) {
        RestSchemaRegistry client = client();
        Contracts.register(client, topics);
        Map<String, Integer> ids = new LinkedHashMap<>();
        Contracts.all(topics).forEach((subject, schema) -> ids.put(subject, client.idOf(subject, schema, false)));
        return ids;
    }

    @Test
    void what_was_registered_is_the_latest_and_is_found() {
        RestSchemaRegistry client = client();
        int id = client.register("latest-value", R, false);
        assertThat(client.latest("latest-value")).isEqualTo(new RegisteredSchema(id, 1, R));
        assertThat(client().idOf("latest-value", R, false)).isEqualTo(id);
        assertThat(client().register("other/odd subject", R, false)).isEqualTo(id);
    }

    @Test
    void an_incompatible_schema_is_refused() {
        RestSchemaRegistry client = client();
        client.setCompatibility("strict-value", Contracts.COMPATIBILITY);
        client.register("strict-value", R, false);
        Schema incompatible =
                SchemaBuilder.record("it.R").fields().requiredInt("y").endRecord();
        assertThatThrownBy(() -> client.register("strict-value", incompatible, false))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("409");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999_999, Integer.MAX_VALUE})
    void an_unknown_id_blames_the_record(int id) {
        assertThatThrownBy(() -> client().schemaOf(new SchemaIdentity.Id(id)))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void an_unknown_guid_blames_the_record() {
        assertThatThrownBy(() -> client().schemaOf(new SchemaIdentity.Guid(UUID.randomUUID())))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void an_unknown_subject_blames_the_record() {
        assertThatThrownBy(() -> client().latest("nobody-value")).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> client().idOf("nobody-value", R, false)).isInstanceOf(SerializationException.class);
    }

    @Test
    void records_travel_through_a_real_broker(@TempDir Path brokerData) throws Exception {
        Topics topics = new Topics("it.");
        try (EmbeddedBroker broker = EmbeddedBroker.start(brokerData, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicAdmin(admin, topics).create(2, (short) 1);
            Map<String, Object> sent = produce(broker, topics);
            assertThat(consume(broker, topics, true)).isEqualTo(sent);
            assertThat(consume(broker, topics, false).values())
                    .allSatisfy(value -> assertThat(value).isInstanceOf(GenericRecord.class));
        }
    }

    /** By class name, as any producer would. */
    private static Map<String, Object> produce(EmbeddedBroker broker, Topics topics) throws Exception {
        Map<String, Object> sent = new HashMap<>();
        Map<String, Object> settings = settings();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("key.serializer", StringSerializer.class.getName());
        settings.put("value.serializer", KafkaAvroSerializer.class.getName());
        try (Producer<String, Object> producer = new KafkaProducer<>(settings)) {
            for (Map.Entry<String, Schema> contract : Contracts.byTopic(topics).entrySet()) {
                Object record = new SampleRecords(9, true).record(contract.getValue());
                producer.send(new ProducerRecord<>(contract.getKey(), "k", record))
                        .get(30, TimeUnit.SECONDS);
                sent.put(contract.getKey(), record);
            }
        }
        return sent;
    }

    private static Map<String, Object> consume(EmbeddedBroker broker, Topics topics, boolean specific) {
        Map<String, Object> settings = settings();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("group.id", "it-" + specific);
        settings.put("auto.offset.reset", "earliest");
        settings.put("key.deserializer", StringDeserializer.class.getName());
        settings.put("value.deserializer", KafkaAvroDeserializer.class.getName());
        settings.put("specific.avro.reader", specific);
        Map<String, Object> received = new HashMap<>();
        List<String> names = new ArrayList<>(Contracts.byTopic(topics).keySet());
        try (Consumer<String, Object> consumer = new KafkaConsumer<>(settings)) {
            consumer.subscribe(names);
            Instant deadline = Instant.now().plusSeconds(60);
            while (received.size() < names.size() && Instant.now().isBefore(deadline)) {
                for (ConsumerRecord<String, Object> record : consumer.poll(Duration.ofMillis(200))) {
                    received.put(record.topic(), record.value());
                }
            }
        }
        return received;
    }
}
