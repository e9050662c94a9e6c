package tidemark.admin.live;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream has come, as a text that clients hand back: for every partition that it reads, the offset to go on from. Of its own stream
 * only, and with a check sum, so that what is mangled or mixed up is found.
 */
final class EventId {

    private static final int VERSION = 1;
    private static final int LONGEST = 12_000;
    private static final int MOST_PARTITIONS = 10_000;

    private EventId() {}

    static String of(Watched watched, Offsets next) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        out.write(VERSION);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(watched.mark()).array());
        for (int kind = 0; kind < EventKind.COUNT; kind++) {
            write(next.partitions(kind), out);
            for (int partition = 0; partition < next.partitions(kind); partition++) {
                if (next.has(kind, partition)) {
                    write(next.get(kind, partition), out);
                }
            }
        }
        byte[] body = out.toByteArray();
        ByteBuffer whole =
                ByteBuffer.allocate(body.length + Short.BYTES).put(body).putShort(checkSum(body, body.length));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole.array());
    }

    /** Where the stream had come to, with as many partitions as there were then; null: this is no id of the stream. */
    static @Nullable Offsets read(String id, Watched watched) {
        if (id.length() > LONGEST) {
            return null;
        }
        try {
            byte[] whole = Base64.getUrlDecoder().decode(id);
            int length = whole.length - Short.BYTES;
            ByteBuffer in = ByteBuffer.wrap(whole);
            if (length < 0 || in.getShort(length) != checkSum(whole, length)) {
                return null;
            }
            in.limit(length);
            return in.get() == VERSION && in.getInt() == watched.mark() ? offsets(in, watched) : null;
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return null;
        }
    }

    private static @Nullable Offsets offsets(ByteBuffer in, Watched watched) {
        int[] partitions = new int[EventKind.COUNT];
        long[][] read = new long[EventKind.COUNT][];
        for (int kind = 0; kind < EventKind.COUNT; kind++) {
            long count = ByteUtils.readVarlong(in);
            if (count < 1 || count > MOST_PARTITIONS) {
                return null;
            }
            partitions[kind] = (int) count;
            read[kind] = new long[partitions[kind]];
            for (int partition = 0; partition < partitions[kind]; partition++) {
                read[kind][partition] =
                        watched.mayLieOn(partition, partitions[kind]) ? ByteUtils.readVarlong(in) : Offsets.NONE;
                if (read[kind][partition] < Offsets.NONE) {
                    return null;
                }
            }
        }
        if (in.hasRemaining()) {
            return null;
        }
        Offsets offsets = Offsets.none(partitions);
        for (int kind = 0; kind < EventKind.COUNT; kind++) {
            for (int partition = 0; partition < partitions[kind]; partition++) {
                offsets.set(kind, partition, read[kind][partition]);
            }
        }
        return offsets;
    }

    private static void write(long number, ByteArrayOutputStream out) {
        ByteBuffer buffer = ByteBuffer.allocate(10);
        ByteUtils.writeVarlong(number, buffer);
        out.write(buffer.array(), 0, buffer.position());
    }

    private static short checkSum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (short) crc.getValue();
    }
}
