package tidemark.topology.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.embedded.EmbeddedStack;
import tidemark.events.UsageEvent;
import tidemark.serde.KafkaAvroSerializer;
import tidemark.topics.TopicAdmin;
import tidemark.topology.TidemarkNode;
import tidemark.topology.intake.Rejections;

/** Records larger than what a node may write itself, on a broker that takes them (R14). */
final class OversizeIT {

    private static final String ENTITY = "acme";
    private static final int SIZE = 3 * 1024 * 1024;

    @TempDir
    Path directory;

    @Test
    void no_record_is_too_large_for_the_stream_to_go_on() throws Exception {
        try (EmbeddedStack stack = EmbeddedStack.start(directory.resolve("services"));
                Installation installation = Installation.withoutTopics(stack, directory, "big", 2);
                Inputs inputs = new Inputs(installation, Map.of("max.request.size", 16 * 1024 * 1024))) {
            String topic = installation.topics().usageEvents();
            createTopicsForLargeRecords(installation, topic);
            byte[] random = new byte[SIZE];
            new Random(1).nextBytes(random);
            inputs.raw(topic, null, ENTITY + "/ada", random);
            inputs.raw(topic, null, ENTITY + "/ada", new byte[SIZE]);
            inputs.raw(topic, null, "k".repeat(SIZE), new byte[] {1});
            sendWithLargeHeader(installation, inputs, 0);
            sendWithLargeHeader(installation, inputs, 1);
            inputs.usage("last", ENTITY, "ada", 7);
            inputs.flush();
            try (TidemarkNode node = installation.node("node")) {
                installation.awaitApplied(topic);
                await().atMost(Installation.PATIENCE).untilAsserted(() -> assertThat(
                                Installation.usage(ENTITY, "ada", node).used())
                        .isEqualTo(7 + 10 + 10));
                assertThat(node.health().ready()).isTrue();
            }
            assertRejected(installation, random);
        }
    }

    /** One of the two partitions is the wrong one: the event is sent on, its headers are not. */
    private static void sendWithLargeHeader(Installation installation, Inputs inputs, int partition) {
        UsageEvent event = Inputs.event("headers-" + partition, ENTITY, "ada", 10);
        try (KafkaAvroSerializer avro = new KafkaAvroSerializer()) {
            avro.configure(installation.clients(), false);
            String topic = installation.topics().usageEvents();
            byte[] value = avro.serialize(topic, event);
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, partition, ENTITY + "/ada", value);
            record.headers().add("large", new byte[SIZE]);
            inputs.raw(record);
        }
    }

    private static void assertRejected(Installation installation, byte[] random) throws Exception {
        List<ConsumerRecord<String, byte[]>> rejected =
                new Outputs(installation).records(installation.topics().rejectedEvents());
        assertThat(rejected)
                .hasSize(3)
                .allMatch(each -> Outputs.header(each, Rejections.REASON).equals("TOO_LARGE"))
                .allMatch(each -> each.serializedValueSize() < 100);
        assertThat(rejected)
                .filteredOn(each -> (ENTITY + "/ada").equals(each.key()))
                .extracting(each -> Outputs.header(each, Rejections.VALUE_SHA256))
                .containsExactlyInAnyOrder(sha256(random), sha256(new byte[SIZE]));
        assertThat(rejected)
                .filteredOn(each -> each.key() == null)
                .extracting(each -> Outputs.header(each, Rejections.KEY_SHA256))
                .containsExactly(sha256("k".repeat(SIZE).getBytes(UTF_8)));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** From the start, because a changed setting takes effect some time after it was accepted. */
    private static void createTopicsForLargeRecords(Installation installation, String topic) throws Exception {
        Map<String, String> config = Map.of(
                "message.timestamp.type", "LogAppendTime", "max.message.bytes", String.valueOf(16 * 1024 * 1024));
        installation
                .admin()
                .createTopics(List.of(new NewTopic(topic, 2, (short) 1).configs(config)))
                .all()
                .get();
        new TopicAdmin(installation.admin(), installation.topics()).create(2, (short) 1);
    }
}
