package tidemark.topology.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tidemark.serde.KafkaAvroDeserializer;

/** Reads the output topics of an installation: committed records only, from the beginning to what is the end now. */
final class Outputs {

    private final Installation installation;

    Outputs(Installation installation) {
        this.installation = installation;
    }

    /** The values of a topic, in the order of each partition. */
    <T> List<T> values(String topic, Class<T> type) {
        try (KafkaAvroDeserializer avro = new KafkaAvroDeserializer()) {
            avro.configure(installation.clients(), false);
            return records(topic).stream()
                    .map(entry -> type.cast(avro.deserialize(topic, entry.value())))
                    .toList();
        }
    }

    List<ConsumerRecord<String, byte[]>> records(String topic) {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (Consumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = installation.partitionsOf(topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }

    static String header(ConsumerRecord<String, byte[]> entry, String name) {
        return new String(entry.headers().lastHeader(name).value(), UTF_8);
    }

    private Consumer<String, byte[]> consumer() {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", installation.clients().get("bootstrap.servers"));
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
