package tidemark.topology.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a record that waits: sorted by topic, partition and offset.
 *
 * <p>Key: topic in UTF-8, a zero byte, partition (4 bytes), offset (8 bytes), all big-endian. Value, version 1: the version, whether it
 * was re-routed (1 byte), timestamp (8), then origin topic, key, value and the header that names the schema, each with its length
 * (4 bytes, -1 for none) in front.
 */
final class ParkedRecord {

    private static final byte VERSION = 1;
    private static final int PLACE_LENGTH = 1 + Integer.BYTES + Long.BYTES;

    /** More than the longest valid form: what is longer is refused when it is read, and so is what is left of it. */
    private static final int MAX_HEADER = 32;

    private ParkedRecord() {}

    static Bytes key(String topic, int partition, long offset) {
        byte[] name = topic.getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(name.length + PLACE_LENGTH)
                .put(name)
                .put((byte) 0)
                .putInt(partition)
                .putLong(offset)
                .array());
    }

    static String topicOf(Bytes key) {
        return new String(key.get(), 0, key.get().length - PLACE_LENGTH, UTF_8);
    }

    static int partitionOf(Bytes key) {
        return ByteBuffer.wrap(key.get()).getInt(key.get().length - Integer.BYTES - Long.BYTES);
    }

    static byte[] value(Inbound inbound) {
        byte[] topic = inbound.topic().getBytes(UTF_8);
        byte[] header = schemaHeader(inbound.headers());
        int length = 2 + Long.BYTES + 4 * Integer.BYTES + topic.length + (int) inbound.size() + lengthOf(header);
        ByteBuffer out = ByteBuffer.allocate(length)
                .put(VERSION)
                .put((byte) (inbound.rerouted() ? 1 : 0))
                .putLong(inbound.timestamp());
        put(out, topic);
        put(out, inbound.key());
        put(out, inbound.value());
        put(out, header);
        return out.array();
    }

    static Inbound inbound(Bytes key, byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("A parked record has the form " + version + "; this version reads form "
                    + VERSION + ". It was parked by a newer version: start that one, or wait until nothing is parked");
        }
        boolean rerouted = in.get() == 1;
        long timestamp = in.getLong();
        String topic = new String(take(in, in.getInt()), UTF_8);
        byte[] recordKey = takeOrNull(in);
        byte[] recordValue = takeOrNull(in);
        byte[] header = takeOrNull(in);
        Headers headers = new RecordHeaders();
        if (header != null) {
            headers.add(WriterSchema.HEADER, header);
        }
        long offset = ByteBuffer.wrap(key.get()).getLong(key.get().length - Long.BYTES);
        return new Inbound(topic, partitionOf(key), offset, timestamp, rerouted, recordKey, recordValue, headers);
    }

    private static byte @Nullable [] schemaHeader(Headers headers) {
        byte[] header = TravelHeaders.last(headers, WriterSchema.HEADER);
        return header == null || header.length <= MAX_HEADER ? header : new byte[0];
    }

    private static int lengthOf(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void put(ByteBuffer out, byte @Nullable [] bytes) {
        out.putInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.put(bytes);
        }
    }

    private static byte @Nullable [] takeOrNull(ByteBuffer in) {
        int length = in.getInt();
        return length < 0 ? null : take(in, length);
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
