package tidemark.topology.rows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * The key of a page of remembered events: {@code generation account 0x00 level run part}. So what has expired lies together at the
 * front, and pages of an account lie together.
 *
 * @param generation that it expires with
 * @param account {@code entity/user}
 * @param level how often its events have been merged, 0..127
 * @param run which one of that level; not negative
 * @param part which share of the run's fingerprints, 0..255
 */
public record PageKey(int generation, Bytes account, int level, long run, int part) {

    private static final int TAIL = 1 + 1 + Long.BYTES + 1;
    private static final int LAST_PART = 255;

    /** As it is stored. */
    public Bytes bytes() {
        byte[] id = account.get();
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES + id.length + TAIL)
                .putInt(generation)
                .put(id)
                .put((byte) 0)
                .put((byte) level)
                .putLong(run)
                .put((byte) part)
                .array());
    }

    /** Reads a key made by {@link #bytes}. */
    public static PageKey of(Bytes key) {
        byte[] bytes = key.get();
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        int end = bytes.length - TAIL;
        Bytes account = Bytes.wrap(Arrays.copyOfRange(bytes, Integer.BYTES, end));
        return new PageKey(
                fields.getInt(0),
                account,
                fields.get(end + 1),
                fields.getLong(end + 2),
                fields.get(end + 2 + Long.BYTES) & LAST_PART);
    }

    /** Not above any page of that level with a run from that one on. */
    public static Bytes first(int generation, Bytes account, int level, long run) {
        return new PageKey(generation, account, level, run, 0).bytes();
    }

    /** Not below any page of that level. */
    public static Bytes last(int generation, Bytes account, int level) {
        return new PageKey(generation, account, level, Long.MAX_VALUE, LAST_PART).bytes();
    }

    /** Not above any page of that generation, and above all of earlier ones. */
    public static Bytes generation(int generation) {
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(generation).array());
    }
}
