package tidemark.benchmarks.rivals;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * An amount and the limit it is to be held against.
 *
 * @param micros what was used
 * @param limit in micros; below 0: none
 */
record Charged(long micros, long limit) {

    static Serde<Charged> serde() {
        return Serdes.serdeFrom(
                (topic, charged) -> ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(charged.micros)
                        .putLong(charged.limit)
                        .array(),
                (topic, bytes) -> {
                    ByteBuffer packed = ByteBuffer.wrap(bytes);
                    return new Charged(packed.getLong(), packed.getLong());
                });
    }
}
