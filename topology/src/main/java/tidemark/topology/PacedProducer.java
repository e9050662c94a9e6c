package tidemark.topology;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tidemark.topology.intake.CommitPace;

/**
 * A producer that tells its stream thread how long commits take, from the first flush to the end of the transaction, and lets the
 * transaction before be done with first: the interval of Kafka Streams may commit right after a commit on demand.
 */
final class PacedProducer extends KafkaProducer<byte[], byte[]> {

    PacedProducer(Map<String, Object> config) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void flush() {
        CommitPace pace = CommitPace.ofThread();
        for (long wait; (wait = pace.unsettledNanos(System.nanoTime())) > 0; ) {
            LockSupport.parkNanos(wait);
        }
        pace.begins(System.nanoTime());
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
