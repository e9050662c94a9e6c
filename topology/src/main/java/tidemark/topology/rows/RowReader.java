package tidemark.topology.rows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link RowWriter} wrote, front to back. Not thread-safe. Every method throws {@link UnreadableRow} when the
 * row does not hold what is asked for.
 */
public final class RowReader {

    private final String kind;
    private final byte[] row;
    private final int end;
    private final int version;
    private int position;

    /**
     * Opens a row.
     *
     * @param kind what the row is, for people, for example {@code role}
     * @param row the bytes, not copied
     * @param newest the newest format version that the caller can read
     */
    public RowReader(String kind, byte[] row, int newest) {
        this(kind, row, 0, row.length, newest);
    }

    /**
     * Opens a row that lies in a larger array.
     *
     * @param kind what the row is, for people, for example {@code role}
     * @param array the bytes, not copied
     * @param from where the row begins
     * @param to where it ends
     * @param newest the newest format version that the caller can read
     */
    RowReader(String kind, byte[] array, int from, int to, int newest) {
        this.kind = kind;
        this.row = array;
        this.position = from;
        this.end = to;
        this.version = readByte();
        if (version < 1 || version > newest) {
            throw new UnreadableRow("A stored " + kind + " row has format version " + version
                    + ", this version of Tidemark reads 1.." + newest + ".");
        }
    }

    /** The format version of the row. */
    public int version() {
        return version;
    }

    /** One byte, 0..255. */
    public int readByte() {
        if (position >= end) {
            throw damaged("it ends too early");
        }
        return row[position++] & 0xFF;
    }

    /** What {@link RowWriter#writeBoolean} wrote. */
    public boolean readBoolean() {
        int value = readByte();
        if (value > 1) {
            throw damaged(value + " stands for neither true nor false");
        }
        return value == 1;
    }

    /** What {@link RowWriter#writeLong} wrote. */
    public long readLong() {
        long bits = readVarint();
        return (bits >>> 1) ^ -(bits & 1);
    }

    /** What {@link RowWriter#writeInt} wrote. */
    public int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw damaged(value + " is no 32-bit number");
        }
        return (int) value;
    }

    /** What {@link RowWriter#writeCount} wrote: 0 up to the number of bytes left, as nothing counted takes less than one. */
    public int readCount() {
        long count = readVarint();
        if (count < 0 || count > end - position) {
            throw damaged("it counts " + count + " where " + (end - position) + " bytes are left");
        }
        return (int) count;
    }

    /** What {@link RowWriter#writeFixedLong} wrote. */
    public long readFixedLong() {
        return ((long) readFixedInt() << Integer.SIZE) | (readFixedInt() & 0xFFFF_FFFFL);
    }

    /** What {@link RowWriter#writeFixedInt} wrote. */
    public int readFixedInt() {
        return readByte() << 24 | readByte() << 16 | readByte() << 8 | readByte();
    }

    /** What {@link RowWriter#writeString} wrote. */
    public String readString() {
        return readUtf8(readCount());
    }

    /** What {@link RowWriter#writeNullableString} wrote. */
    public @Nullable String readNullableString() {
        long count = readVarint();
        if (count == 0) {
            return null;
        }
        if (count < 0 || count - 1 > end - position) {
            throw damaged("a text of " + (count - 1) + " bytes is not there in full");
        }
        return readUtf8((int) (count - 1));
    }

    /** What {@link RowWriter#writeBytes} wrote. */
    public byte[] readBytes() {
        int length = readCount();
        position += length;
        return Arrays.copyOfRange(row, position - length, position);
    }

    /** Checks that all of it was read. */
    public void end() {
        if (position != end) {
            throw damaged((end - position) + " bytes too many");
        }
    }

    private String readUtf8(int length) {
        String text = new String(row, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    private long readVarint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw damaged("a number takes more than ten bytes");
    }

    /** The complaint about a row that holds what cannot be. */
    public UnreadableRow damaged(String how) {
        return new UnreadableRow("A stored " + kind + " row is damaged: " + how + ".");
    }
}
