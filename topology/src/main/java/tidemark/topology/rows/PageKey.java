package tidemark.topology.rows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * The key of a page of remembered events: {@code generation account 0x00 level run first-fingerprint}. So what has expired lies
 * together at the front, pages of an account lie together, and those of a run in the order of their fingerprints.
 *
 * @param generation of the newest arrival in the page
 * @param account {@code entity/user}
 * @param level how often its events have been merged, 0..127
 * @param run number of the merge, or of the spill, that wrote it; not negative
 * @param first the lowest fingerprint in the page
 */
public record PageKey(int generation, Bytes account, int level, long run, long first) {

    private static final int TAIL = 1 + 1 + 2 * Long.BYTES;

    /** As it is stored. */
    public Bytes bytes() {
        byte[] id = account.get();
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES + id.length + TAIL)
                .putInt(generation)
                .put(id)
                .put((byte) 0)
                .put((byte) level)
                .putLong(run)
                .putLong(first)
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
                fields.getLong(end + 2 + Long.BYTES));
    }

    /** Not above any page of that level. */
    public static Bytes first(int generation, Bytes account, int level) {
        return new PageKey(generation, account, level, 0, 0).bytes();
    }

    /** Not below any page of that level with a run up to that one. */
    public static Bytes last(int generation, Bytes account, int level, long run) {
        return new PageKey(generation, account, level, run, -1).bytes();
    }

    /** Not above any page of that generation, and above all of earlier ones. */
    public static Bytes generation(int generation) {
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(generation).array());
    }
}
