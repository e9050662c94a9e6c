package tidemark.benchmarks.rivals;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * What a user has used in a window.
 *
 * @param micros in all
 * @param level 0, 80 or 100: the percentage of the limit last reached
 * @param crossed the percentage that the last event crossed; 0: none
 */
record Month(long micros, byte level, byte crossed) {

    static Month empty() {
        return new Month(0, (byte) 0, (byte) 0);
    }

    Month plus(Charged charged) {
        long total = micros + charged.micros();
        byte reached = reached(total, charged.limit());
        return new Month(total, reached, reached > level ? reached : 0);
    }

    static Serde<Month> serde() {
        return Serdes.serdeFrom(
                (topic, month) -> month == null ? null : month.packed(), (topic, bytes) -> unpacked(bytes));
    }

    private static byte reached(long total, long limit) {
        if (limit < 0) {
            return 0;
        }
        return (byte) (total >= limit ? 100 : total >= limit / 5 * 4 ? 80 : 0);
    }

    private byte[] packed() {
        return ByteBuffer.allocate(Long.BYTES + 2)
                .putLong(micros)
                .put(level)
                .put(crossed)
                .array();
    }

    private static @Nullable Month unpacked(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        ByteBuffer packed = ByteBuffer.wrap(bytes);
        return new Month(packed.getLong(), packed.get(), packed.get());
    }
}
