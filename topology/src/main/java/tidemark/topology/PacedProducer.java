package tidemark.topology;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tidemark.topology.intake.CommitPace;

/** A producer that tells its stream thread how long commits take: from the first flush to the end of the transaction. */
final class PacedProducer extends KafkaProducer<byte[], byte[]> {

    PacedProducer(Map<String, Object> config) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void flush() {
        CommitPace.ofThread().begins(System.nanoTime());
        super.flush();
    }

    @Override
    public void commitTransaction() {
        CommitPace pace = CommitPace.ofThread();
        pace.begins(System.nanoTime());
        try {
            super.commitTransaction();
        } finally {
            pace.ends(System.nanoTime());
        }
    }
}
