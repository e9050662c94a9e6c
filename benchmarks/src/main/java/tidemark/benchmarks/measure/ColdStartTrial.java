package tidemark.benchmarks.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tidemark.benchmarks.gate.DecidedAccounts;
import tidemark.benchmarks.stack.Installation;
import tidemark.benchmarks.stack.ReplicaJvm;
import tidemark.benchmarks.stack.ReplicaReport;
import tidemark.serde.KafkaAvroSerializer;

/**
 * How long a replica in a fresh JVM takes to know all decisions, and what it keeps of them.
 *
 * @param accounts with a decision each
 * @param rounds how many JVMs
 */
public record ColdStartTrial(Site site, int accounts, int rounds) {

    /** One report for each JVM. */
    public List<ReplicaReport> run(String name) {
        List<ReplicaReport> reports = new ArrayList<>();
        try (Installation installation = site.installation(name)) {
            write(installation);
            for (int round = 0; round < rounds; round++) {
                reports.add(ReplicaJvm.run(installation, site.directory().resolve("replica.log")));
            }
        }
        return reports;
    }

    private void write(Installation installation) {
        String topic = installation.topics().blockDecisions();
        KafkaAvroSerializer avro = new KafkaAvroSerializer();
        avro.configure(installation.clients(), false);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        String.valueOf(installation.clients().get("bootstrap.servers")),
                        "linger.ms",
                        20,
                        "batch.size",
                        128 * 1024,
                        "compression.type",
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int account = 0; account < accounts; account++) {
                byte[] key = (DecidedAccounts.entity(account) + "/" + DecidedAccounts.user(account)).getBytes(UTF_8);
                Future<RecordMetadata> unused = producer.send(
                        new ProducerRecord<>(topic, key, avro.serialize(topic, DecidedAccounts.decision(account))));
            }
            producer.flush();
        }
        if (installation.end(topic) < accounts) {
            throw new IllegalStateException("Not all decisions were delivered");
        }
    }
}
