package tidemark.topology.intake;

import org.apache.kafka.common.utils.Utils;

/**
 * Where keys belong: on the partition that Kafka's Java producer would choose (R18).
 *
 * @param count number of partitions of the topic
 */
public record Partitions(int count) {

    /** Refuses a topic without partitions. */
    public Partitions {
        if (count < 1) {
            throw new IllegalArgumentException("a topic has at least one partition, not " + count);
        }
    }

    /** The partition that a key belongs to. */
    public int of(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % count;
    }
}
